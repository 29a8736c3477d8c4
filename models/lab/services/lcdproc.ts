/** LCDproc: a display in the network, and programs that write the time, the load or something of theirs on it. */
import { drawWords } from './habits';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';
import { openTextLine } from './text-line';

export const lcdproc: Service = {
  name: 'lcdproc',
  weight: 4,
  doors: [['plain', 13666]],
  programs: ['LCDd', 'lcdproc'],
  async start({ random }: ServerPlace) {
    // Each screen is shown for so long; its client hears when that begins and ends.
    const seconds = random.pick([2, 4, 4, 8, 15]);
    startProgram('LCDd', ['-f', '-d', 'text', '-a', '0.0.0.0', '-p', '13666', '-u', 'root', '-w', `${seconds}`]);
    await waitForPort(13666);
  },
  async visit(place: ClientPlace) {
    await (place.random.chance(0.5) ? runReal(place) : write(place));
  },
};

async function runReal(place: ClientPlace): Promise<void> {
  const { address, port, random } = place;
  const screens = ['C', 'P', 'G', 'L', 'M', 'S', 'D', 'T', 'O', 'U', 'K', 'N'].filter(() => random.chance(0.3));
  await runClient(place, 'lcdproc', [
    '-f',
    '-s',
    address,
    '-p',
    `${port}`,
    ...(screens.length === 0 ? ['T'] : screens),
  ]);
}

/** A client of one screen; some write only while the display shows it. */
async function write(place: ClientPlace): Promise<void> {
  const { random } = place;
  const line = await openTextLine(place);
  let isShown = false;
  line.onText((text) => {
    for (const [, what] of text.matchAll(/^(listen|ignore) /gm)) isShown = what === 'listen';
  });
  await line.ask('hello\n', /connect .*\n/);
  const name = random.text(random.integer(3, 8));
  const rows = random.integer(1, 3);
  const priority = random.pick(['info', 'info', 'info', 'foreground', 'background']);
  const setUp = [
    `client_set -name {${name}}`,
    `screen_add ${name}`,
    `screen_set ${name} -name {${name}} -priority ${priority} -heartbeat ${random.pick(['on', 'off'])}`,
    `widget_add ${name} title title`,
    `widget_set ${name} title {${name}}`,
    ...Array.from({ length: rows }, (_, row) => `widget_add ${name} row${row} string`),
  ];
  for (const command of setUp) await line.ask(`${command}\n`, /success|huh/);
  const everyMs = random.pick([250, 500, 1000, 1000, 1000, 2000, 5000, 10_000, 30_000]);
  const alwaysWrites = random.chance(0.6);
  const drawRow = random.pick([
    () => new Date().toISOString().slice(11, 19),
    () => `${random.integer(0, 100)}% of ${random.integer(1, 64)}G`,
    () => drawWords(random).slice(0, 20),
  ]);
  while (line.isOpen() && (await place.pause(random.about(everyMs, 0.005))))
    if (alwaysWrites || isShown)
      for (let row = 0; row < rows; row++) line.say(`widget_set ${name} row${row} 1 ${row + 2} {${drawRow()}}\n`);
  line.leave();
}
