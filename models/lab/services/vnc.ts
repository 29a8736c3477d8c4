/** A desktop over VNC (RFC 6143): a clock on the screen, somebody who moves the pointer now and then. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientPlace, ServerPlace, Service } from './service';
import { startProgram, waitForPort } from './start-program';
import { startScreen } from './start-screen';
import { openTextLine, type TextLine } from './text-line';

/** Numbers are shared by all namespaces of a machine. */
const display = `:${100 + (process.pid % 10_000)}`;

export const vnc: Service = {
  name: 'vnc',
  weight: 4,
  doors: [['plain', 5900]],
  programs: ['Xtigervnc', 'xclock', 'xeyes'],
  async start({ folder, random }: ServerPlace) {
    const env = { ...process.env, HOME: folder, DISPLAY: display };
    const size = random.pick(['800x600', '1024x768', '1280x800']);
    startScreen(display, size, ['-rfbport', '5900', '-AlwaysShared', '-localhost=0', '-DisconnectClients=0'], { env });
    await waitForPort(5900);
    await sleep(500);
    startProgram('xclock', random.chance(0.5) ? ['-digital', '-update', '1'] : ['-update', '10'], { env });
    startProgram('xeyes', ['-geometry', '200x120+300+200'], { env });
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const line = await openTextLine(place);
    await line.ask('', /^RFB /);
    await line.ask('RFB 003.008\n', /^[^]{2}/);
    await line.ask(Buffer.of(1), /^[^]{4}/);
    await line.ask(Buffer.of(1), /^[^]{24}/);
    // Raw is large; hextile, RRE and copies of rectangles keep it as small as viewers do.
    line.say(Buffer.from([2, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0]));
    const asksEvery = random.chance(0.5) ? random.pick([500, 1000, 5000]) : null;
    line.say(updateRequest(false));
    if (asksEvery === null) line.onText(() => line.say(updateRequest(true)));
    const pauseMs = random.logBetween(3000, 120_000);
    await Promise.all([
      asksEvery === null ? null : askAgain(place, line, asksEvery),
      movePointer(place, line, pauseMs),
    ]);
    line.leave();
  },
};

function updateRequest(isIncremental: boolean): Buffer {
  return Buffer.from([3, isIncremental ? 1 : 0, 0, 0, 0, 0, 3, 32, 2, 88]);
}

async function askAgain(place: ClientPlace, line: TextLine, everyMs: number): Promise<void> {
  while ((await place.pause(everyMs)) && line.isOpen()) line.say(updateRequest(true));
}

/** The pointer goes somewhere in some ten steps, then rests. */
async function movePointer(place: ClientPlace, line: TextLine, pauseMs: number): Promise<void> {
  const { random } = place;
  while ((await place.pause(random.exponential(pauseMs))) && line.isOpen()) {
    let [x, y] = [random.integer(50, 700), random.integer(50, 500)];
    for (let left = random.integer(3, 30); left > 0 && line.isOpen(); left--) {
      x = Math.max(0, x + random.integer(-12, 12));
      y = Math.max(0, y + random.integer(-12, 12));
      line.say(Buffer.from([5, 0, x >> 8, x & 255, y >> 8, y & 255]));
      if (!(await place.pause(random.between(10, 40)))) return;
    }
  }
}
