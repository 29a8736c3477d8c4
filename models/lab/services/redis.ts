/** redis: subscribers, workers that wait for jobs, monitoring that asks, and a second server that follows the first. */
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { drawRhythm } from './habits';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';
import { openLocalLine } from './text-line';

const channels = ['orders', 'prices', 'alarms', 'news'];

const redis: Service = {
  name: 'redis',
  weight: 8,
  doors: [
    ['plain', 6379],
    ['plain', 6379],
    ['tls', 6380],
  ],
  programs: ['redis-server', 'redis-cli'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const tls = ['--tls-port', '6380', '--tls-cert-file', certificate, '--tls-key-file', key];
    const listen = ['--bind', '0.0.0.0', '--protected-mode', 'no', '--port', '6379'];
    const store = ['--save', '', '--dir', folder, '--repl-ping-replica-period', `${random.pick([5, 10, 10, 30])}`];
    const authority = ['--tls-auth-clients', 'no', '--tls-ca-cert-file', certificate];
    startProgram('redis-server', [...listen, ...tls, ...authority, ...store]);
    await waitForPort(6379);
    keepBusy(random);
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const channel = random.pick(channels);
    const how = random.pick(['subscribes', 'subscribes', 'works', 'works', 'asks', 'asks', 'watches'] as const);
    if (how === 'subscribes') {
      // Asked for on standard input, redis-cli stays in the subscription.
      const command = random.chance(0.3) ? ['PSUBSCRIBE', '*'] : ['SUBSCRIBE', channel];
      await cli(place, command);
    } else if (how === 'works') {
      await cli(place, ['-r', '-1', 'BLPOP', `jobs:${channel}`, `${random.pick([5, 20, 30, 60])}`]);
    } else if (how === 'asks') {
      const command = random.pick([['PING'], ['LLEN', 'jobs:x'], ['INFO', 'clients'], ['GET', 'state'], ['INFO']]);
      await cli(place, ['-r', '-1', '-i', random.logBetween(0.5, 60).toFixed(1), ...command]);
    } else {
      await cli(place, ['MONITOR']);
    }
  },
};

/** A redis that copies all of another: pings each few seconds, acknowledgements each second. */
const replica: Service = {
  name: 'redis-replica',
  weight: 2,
  doors: [['plain', 6379]],
  programs: ['redis-server'],
  // The server of the plain service, where that runs too.
  async start(place: ServerPlace) {
    const isThere = await waitForPort(6379, 3000).then(
      () => true,
      () => false,
    );
    if (!isThere) await redis.start(place);
  },
  async visit(place: ClientPlace) {
    const { address, port, folder, random } = place;
    const own = ['--port', '0', '--unixsocket', join(folder, 's'), '--save', '', '--dir', folder];
    const source = ['--replicaof', address, `${port}`];
    const binding = random.chance(0.5) ? ['--bind-source-addr', place.clientAddress] : [];
    await runClient(place, 'redis-server', [...own, ...source, ...binding]);
  },
};

export const redisServices = [redis, replica];

/** What the application behind it does: numbers published, jobs put. */
function keepBusy(random: Random): void {
  const line = openLocalLine(6379);
  for (const channel of channels) {
    const meanMs = random.logBetween(500, 60_000);
    const bytes = random.logBetween(10, 400);
    const delay = drawRhythm(random, meanMs, 0.5, 0.05);
    repeat(delay, () => line.say(`PUBLISH ${channel} ${random.text(Math.round(random.logNormal(bytes, 0.4)))}\r\n`));
    const jobMs = random.logBetween(3000, 120_000);
    repeat(
      () => random.exponential(jobMs),
      () => {
        line.say(`LTRIM jobs:${channel} 0 20\r\nRPUSH jobs:${channel} ${random.text(random.integer(20, 300))}\r\n`);
        line.say(`SET state ${random.text(random.integer(5, 80))}\r\n`);
      },
    );
  }
}

async function cli(place: ClientPlace, command: readonly string[]): Promise<void> {
  const { address, port, isTls, authority } = place;
  const tls = isTls ? ['--tls', '--cacert', authority, '--insecure'] : [];
  await runClient(place, 'redis-cli', ['-h', address, '-p', `${port}`, ...tls, ...command]);
}
