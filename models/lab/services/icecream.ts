/** Icecream, compilers that share machines: daemons that tell the scheduler their load and their jobs, and monitors of it. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';
import { openTextLine } from './text-line';

const schedulerPort = 8765;
const controlPort = 8766;
/** The programs refuse to be root. */
const user = ['-u', 'icecc', '-n', 'lab'];

export const icecream: Service = {
  name: 'icecream',
  weight: 3,
  doors: [
    ['plain', schedulerPort],
    ['plain', schedulerPort],
    ['plain', schedulerPort],
    ['plain', controlPort],
  ],
  programs: ['icecc-scheduler', 'iceccd', 'icerun'],
  async start({ folder }: ServerPlace) {
    chmodSync(folder, 0o777);
    startProgram('icecc-scheduler', [...user, '-p', `${schedulerPort}`, '-l', join(folder, 'log')]);
    await waitForPort(controlPort);
  },
  async visit(place: ClientPlace) {
    await (place.port === controlPort ? ask(place) : share(place));
  },
};

/** A daemon: its load each three seconds when that has changed, and jobs that it does itself, of which the scheduler hears. */
async function share(place: ClientPlace): Promise<void> {
  const { address, port, folder, random } = place;
  chmodSync(folder, 0o777);
  const files = ['-b', join(folder, 'environments'), '-l', join(folder, 'log')];
  const self = ['-N', `host-${random.text(random.integer(2, 12))}`, '-m', `${random.integer(1, 8)}`, '--no-remote'];
  const env = { ...process.env, ICECC_TEST_SOCKET: join(folder, 'door') };
  const everyMs = random.logBetween(1500, 60_000);
  const seconds = random.logBetween(0.1, 10);
  const work = async (): Promise<void> => {
    while (await place.pause(random.exponential(everyMs))) {
      const job = ['sleep', random.logNormal(seconds, 0.5).toFixed(2)];
      await runClient(place, 'icerun', job, { env }).catch(() => undefined);
    }
  };
  const daemon = runClient(place, 'iceccd', [...user, '-s', `${address}:${port}`, ...files, ...self], { env });
  await Promise.all([daemon, random.chance(0.6) ? work() : null]);
}

/** Monitoring, by the text commands of the control port, which hangs up on those who are silent for 36 seconds. */
async function ask(place: ClientPlace): Promise<void> {
  const { random } = place;
  const line = await openTextLine(place);
  await line.ask('', /to quit\.\n/);
  const command = random.pick(['listcs', 'listcs', 'listjobs', 'listblocks']);
  const everyMs = random.pick([1000, 2000, 5000, 10_000, 15_000, 30_000]);
  while (line.isOpen() && (await place.pause(random.about(everyMs, 0.005))))
    await line.ask(`${command}\n`, /200 done\n/);
  if (line.isOpen() && random.chance(0.6)) line.say('quit\n');
  line.leave();
}
