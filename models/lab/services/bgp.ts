/** Two routers that keep each other informed (BGP, RFC 4271), with bird: keep-alives, and routes that come and go. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { serviceSite, sites } from '../plan/sites';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';

const serverSystem = 64500;

export const bgp: Service = {
  name: 'bgp',
  weight: 4,
  doors: [['plain', 179]],
  programs: ['bird', 'birdcl'],
  async start({ folder, random }: ServerPlace) {
    // Whoever comes is a neighbour; the shorter of both hold times counts.
    const neighbour = ['neighbor range 0.0.0.0/0 external', 'dynamic name "peer"', 'passive', 'hold time 240'];
    const sets = random.integer(1, 4);
    const lines = [
      ...commonSettings(folder, sites[serviceSite].address),
      ...Array.from({ length: sets }, (_, at) => routeSet(random, `own${at}`, 20 + at)),
      bgpSettings([`local as ${serverSystem}`, ...neighbour]),
    ];
    startProgram('bird', birdOptions(folder, lines));
    await waitForPort(179);
    const meanMs = random.logBetween(5000, 120_000);
    repeat(
      () => random.exponential(meanMs),
      () => startProgram('birdcl', flap(random, folder, `own${random.integer(0, sets - 1)}`)),
    );
  },
  async visit(place: ClientPlace) {
    const { address, port, clientAddress, random, folder } = place;
    const holdSeconds = random.pick([9, 15, 30, 60, 90, 90, 180, 180, 240]);
    const settings = [
      `local ${clientAddress} port 179 as ${random.integer(64512, 65534)}`,
      `neighbor ${address} port ${port} as ${serverSystem}`,
      'strict bind yes',
      'connect delay time 1',
      'connect retry time 10',
      `hold time ${holdSeconds}`,
      ...(random.chance(0.3) ? [`keepalive time ${random.integer(1, Math.ceil(holdSeconds / 3))}`] : []),
    ];
    const lines = [
      ...commonSettings(folder, clientAddress),
      routeSet(random, 'own', random.integer(100, 190)),
      bgpSettings(settings),
    ];
    const meanMs = random.logBetween(10_000, 300_000);
    const change = async (): Promise<void> => {
      while (await place.pause(random.exponential(meanMs)))
        await runClient(place, 'birdcl', flap(random, folder, 'own')).catch(() => undefined);
    };
    await Promise.all([runClient(place, 'bird', birdOptions(folder, lines)), random.chance(0.4) ? change() : null]);
  },
};

/** Keeps its hands off the routes of the host: there is no protocol `kernel`. */
function commonSettings(folder: string, routerId: string): string[] {
  return [
    `log "${join(folder, 'log')}" { fatal, bug };`,
    `router id ${routerId};`,
    'protocol device { scan time 3600; }',
  ];
}

function bgpSettings(lines: readonly string[]): string {
  const channel = 'ipv4 { import all; export all; };';
  return `protocol bgp { ${[...lines, 'multihop'].join('; ')}; ${channel} }`;
}

/** Networks that lead nowhere, to tell the neighbour of; each set comes and goes as one. */
function routeSet(random: Random, name: string, network: number): string {
  const count = Math.ceil(random.logBetween(1, 60));
  const routes = Array.from({ length: count }, (_, at) => `route 10.${network}.${at}.0/24 blackhole;`);
  return `protocol static ${name} { ipv4; ${routes.join(' ')} }`;
}

function birdOptions(folder: string, lines: readonly string[]): string[] {
  const settings = join(folder, 'bird.conf');
  writeFileSync(settings, `${lines.join('\n')}\n`);
  return ['-f', '-c', settings, '-s', doorOf(folder), '-P', join(folder, 'pid')];
}

/** Takes a set of routes away, or gives it back. */
function flap(random: Random, folder: string, name: string): string[] {
  return ['-s', doorOf(folder), random.pick(['disable', 'enable', 'restart']), name];
}

function doorOf(folder: string): string {
  return join(folder, 'door');
}
