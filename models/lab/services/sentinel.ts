/** redis-sentinel: watchers of a redis that greet each other through it every two seconds, and clients of such a watcher. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';

/** Stores that are watched: more than one, so that few watch the same. */
const stores = [
  { plain: 6390, tls: 6391 },
  { plain: 6392, tls: 6393 },
  { plain: 6394, tls: 6395 },
];
const watcher = { plain: 26379, tls: 26380 };

export const sentinel: Service = {
  name: 'sentinel',
  weight: 4,
  doors: [
    ...stores.flatMap(({ plain, tls }) => [['plain', plain] as const, ['tls', tls] as const]),
    ...stores.flatMap(() => [['plain', watcher.plain] as const, ['tls', watcher.tls] as const]),
  ],
  programs: ['redis-server', 'redis-cli'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const tls = [`tls-cert-file ${certificate}`, `tls-key-file ${key}`, `tls-ca-cert-file ${certificate}`];
    const listen = ['bind 0.0.0.0', 'protected-mode no', 'tls-auth-clients no', ...tls, `dir ${folder}`];
    for (const store of stores) {
      const settings = join(folder, `${nameOf(store.plain)}.conf`);
      writeFileSync(settings, [...listen, `port ${store.plain}`, `tls-port ${store.tls}`, 'save ""', ''].join('\n'));
      startProgram('redis-server', [settings]);
      await waitForPort(store.plain);
    }
    // Clients may ask the first; those beside it only greet.
    const others = random.integer(0, 2);
    for (let at = 0; at <= others; at++) {
      const doors = at === 0 ? [`port ${watcher.plain}`, `tls-port ${watcher.tls}`] : [`port ${watcher.tls + at}`];
      const watches = stores.flatMap(({ plain }) => watch(random, nameOf(plain), '127.0.0.1', plain));
      startProgram('redis-server', sentinelOptions(join(folder, `sentinel${at}`), [...listen, ...doors, ...watches]));
    }
    await waitForPort(watcher.plain);
  },
  async visit(place: ClientPlace) {
    const isWatcher = place.port === watcher.plain || place.port === watcher.tls;
    await (isWatcher ? askWatcher(place) : watchFromAfar(place));
  },
};

/** A watcher at the client's: a ping each second, a greeting each two, news of the store each ten, and others' greetings. */
async function watchFromAfar(place: ClientPlace): Promise<void> {
  const { address, port, clientAddress, isTls, folder, random, authority, certificate, key } = place;
  // Names of their own, so that watchers at different addresses of the store take no notice of each other.
  const name = `lab-${random.text(6)}`;
  const identity = [`tls-cert-file ${certificate}`, `tls-key-file ${key}`, `tls-ca-cert-file ${authority}`];
  const tls = isTls ? ['tls-replication yes', 'tls-auth-clients no', ...identity] : [];
  const doors = ['port 0', `unixsocket ${join(folder, 'door')}`, `dir ${folder}`];
  const says = [`sentinel announce-ip ${clientAddress}`, `sentinel announce-port ${watcher.plain}`];
  const binding = random.chance(0.5) ? [`bind-source-addr ${clientAddress}`] : [];
  const settings = [...doors, ...binding, ...tls, ...says, ...watch(random, name, address, port)];
  await runClient(place, 'redis-server', sentinelOptions(join(folder, 'sentinel'), settings));
}

/** Listens to what a watcher tells, or asks it where the store is. */
async function askWatcher(place: ClientPlace): Promise<void> {
  const { address, port, isTls, authority, random } = place;
  const tls = isTls ? ['--tls', '--cacert', authority, '--insecure'] : [];
  const ask = ['-r', '-1', '-i', random.logBetween(1, 60).toFixed(1)];
  const store = nameOf(random.pick(stores).plain);
  const command = random.pick([
    ['PSUBSCRIBE', '*'],
    ['SUBSCRIBE', '+switch-master', '+sdown', '-sdown'],
    [...ask, 'PING'],
    [...ask, 'SENTINEL', 'get-master-addr-by-name', store],
    [...ask, 'SENTINEL', 'masters'],
    [...ask, 'SENTINEL', 'sentinels', store],
  ]);
  await runClient(place, 'redis-cli', ['-h', address, '-p', `${port}`, ...tls, ...command]);
}

function nameOf(port: number): string {
  return `store${port}`;
}

function watch(random: Random, name: string, address: string, port: number): string[] {
  const patience = random.pick([500, 1000, 5000, 30_000, 30_000, 60_000]);
  return [`sentinel monitor ${name} ${address} ${port} 1`, `sentinel down-after-milliseconds ${name} ${patience}`];
}

/** A sentinel writes into its settings what it learns. */
function sentinelOptions(file: string, settings: readonly string[]): string[] {
  writeFileSync(`${file}.conf`, [...settings, ''].join('\n'));
  return [`${file}.conf`, '--sentinel'];
}
