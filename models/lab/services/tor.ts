/** A Tor network of three relays of its own; its clients poll, hold requests open, listen, or only stay connected. */
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { applicationPort, startApplication } from './application';
import { listenLocally } from './listen-locally';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, runProgram, startProgram } from './start-program';

/** Where the relays listen; all three are directory authorities and let everything out. */
const relayPorts = [9001, 9002, 9003] as const;
const directoryPort = (relayPort: number): number => relayPort + 100;
/** Until the three agree on what their network is, ms. */
const mostAgreeingMs = 120_000;

export const tor: Service = {
  name: 'tor',
  weight: 5,
  doors: relayPorts.map((port) => ['tls', port] as const),
  programs: ['tor', 'tor-gencert', 'curl'],
  async start({ folder }: ServerPlace) {
    startApplication();
    await Promise.all(relayPorts.map((port) => makeIdentity(folder, port)));
    const authorities = relayPorts.map((port) => authorityLine(folder, port));
    writeFileSync(join(folder, 'authorities'), authorities.join('\n'));
    for (const port of relayPorts) {
      const settings = join(folder, `${port}.torrc`);
      writeFileSync(settings, relaySettings(folder, port, authorities));
      startProgram('tor', ['-f', settings, '--quiet']);
    }
    await waitForAgreement(folder);
  },
  async visit(place: ClientPlace) {
    const { address, port, clientAddress, folder, serverFolder, random } = place;
    const socksPort = await findFreePort();
    const settings = join(folder, 'torrc');
    const lines = [
      ...networkSettings(readFileSync(join(serverFolder, 'authorities'), 'utf8').split('\n')),
      `DataDirectory ${join(folder, 'data')}`,
      `SocksPort 127.0.0.1:${socksPort}`,
      'ClientRejectInternalAddresses 0',
      // As a bridge, the relay is called at the address of this conversation.
      'UseBridges 1',
      `Bridge ${address}:${port} ${fingerprintOf(serverFolder, port)}`,
      `OutboundBindAddress ${clientAddress}`,
    ];
    writeFileSync(settings, `${lines.join('\n')}\n`);
    const bytes = Math.round(random.logBetween(20, 6000));
    const everyMs = random.logBetween(1500, 120_000);
    const path = {
      polls: `status?bytes=${bytes}&spread=${random.pick([0, 0.3])}`,
      holds: `hold?seconds=${random.pick([25, 30, 60])}&early=0.3&bytes=${bytes}`,
      listens: `events?every=${random.logBetween(1, 60).toFixed(1)}&bytes=${bytes}&spread=0.3`,
      waits: null,
    }[random.pick(['polls', 'polls', 'holds', 'listens', 'waits'] as const)];
    const use = async (): Promise<void> => {
      const url = `http://127.0.0.1:${applicationPort}/api/${path}`;
      const most = `${Math.ceil(place.leftMs() / 1000)}`;
      const request = ['-s', '-N', '-o', '/dev/null', '-m', most, '--socks5-hostname', `127.0.0.1:${socksPort}`, url];
      while (await place.pause(random.exponential(everyMs))) {
        await runClient(place, 'curl', request).catch(() => undefined);
      }
    };
    await Promise.all([runClient(place, 'tor', ['-f', settings, '--quiet']), path === null ? null : use()]);
  },
};

/** Keys and certificate of a relay that is an authority, and its fingerprint. */
async function makeIdentity(folder: string, port: number): Promise<void> {
  const data = dataOf(folder, port);
  const keys = join(data, 'keys');
  for (const made of [data, keys]) mkdirSync(made, { recursive: true, mode: 0o700 });
  const file = (name: string): string => join(keys, `authority_${name}`);
  const files = ['-i', file('identity_key'), '-s', file('signing_key'), '-c', file('certificate')];
  const password = join(folder, `${port}.password`);
  writeFileSync(password, 'lab\n');
  const input = openSync(password, 'r');
  const make = ['--create-identity-key', '--passphrase-fd', '0', '-m', '12', ...files];
  await runProgram('tor-gencert', make, { stdio: [input, 'ignore', 'ignore'] });
  closeSync(input);
  const nobody = 'nobody 127.0.0.1:1 ffffffffffffffffffffffffffffffffffffffff';
  const settings = join(folder, `${port}.none`);
  writeFileSync(settings, '');
  const own = ['--DataDirectory', data, '--Nickname', `relay${port}`, '--Address', '127.0.0.1', '--ORPort', `${port}`];
  // Writes the fingerprint into the folder of data.
  await runProgram('tor', ['--list-fingerprint', '-f', settings, '--quiet', '--DirAuthority', nobody, ...own]);
}

function authorityLine(folder: string, port: number): string {
  const certificate = readFileSync(join(dataOf(folder, port), 'keys/authority_certificate'), 'utf8');
  const identity = /^fingerprint (\S+)$/m.exec(certificate)?.[1] ?? '';
  const where = `127.0.0.1:${directoryPort(port)} ${fingerprintOf(folder, port)}`;
  return `DirAuthority relay${port} orport=${port} no-v2 v3ident=${identity} ${where}`;
}

function fingerprintOf(folder: string, port: number): string {
  return readFileSync(join(dataOf(folder, port), 'fingerprint'), 'utf8')
    .trim()
    .split(' ')[1];
}

function dataOf(folder: string, port: number): string {
  return join(folder, `relay-${port}`);
}

function networkSettings(authorities: readonly string[]): string[] {
  return ['TestingTorNetwork 1', ...authorities];
}

function relaySettings(folder: string, port: number, authorities: readonly string[]): string {
  const lines = [
    ...networkSettings(authorities),
    `DataDirectory ${dataOf(folder, port)}`,
    `Nickname relay${port}`,
    'Address 127.0.0.1',
    `ORPort 0.0.0.0:${port} IPv4Only`,
    `DirPort 127.0.0.1:${directoryPort(port)} IPv4Only`,
    'SocksPort 0',
    'ContactInfo lab',
    'AuthoritativeDirectory 1',
    'V3AuthoritativeDirectory 1',
    // The three agree within seconds instead of hours.
    ...['TestingV3AuthInitialVotingInterval 5', 'TestingV3AuthInitialVoteDelay 2', 'TestingV3AuthInitialDistDelay 2'],
    ...['V3AuthVotingInterval 20', 'V3AuthVoteDelay 2', 'V3AuthDistDelay 2'],
    ...['TestingDirAuthVoteExit *', 'TestingDirAuthVoteGuard *', 'TestingMinExitFlagThreshold 0', 'AssumeReachable 1'],
    ...['ExitRelay 1', 'ExitPolicy accept *:*', 'ExitPolicyRejectPrivate 0'],
  ];
  return `${lines.join('\n')}\n`;
}

/** Until the first relay knows of all three. */
async function waitForAgreement(folder: string): Promise<void> {
  const file = join(dataOf(folder, relayPorts[0]), 'cached-consensus');
  const endMs = performance.now() + mostAgreeingMs;
  while (performance.now() < endMs) {
    if (countRelays(file) === relayPorts.length) return;
    await sleep(1000);
  }
  throw new Error('the relays do not agree on a network');
}

function countRelays(file: string): number {
  try {
    return readFileSync(file, 'utf8').match(/^r /gm)?.length ?? 0;
  } catch {
    return 0;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  const port = await listenLocally(server);
  server.close();
  return port;
}
