/** gearmand: workers that wait for jobs, clients that submit them and wait for results, and somebody who asks for the state. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '../../generator/random';
import { drawRhythm } from './habits';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, startWriter, waitForPort } from './start-program';
import { openTextLine } from './text-line';

const plainPort = 4730;
const tlsPort = 4731;
/** What workers from outside do, and what one of the site does. */
const remoteJobs = ['resize', 'index', 'mail'];
const localJob = 'echo';

export const gearman: Service = {
  name: 'gearman',
  weight: 4,
  doors: [
    ['plain', plainPort],
    ['plain', plainPort],
    ['tls', tlsPort],
  ],
  programs: ['gearmand', 'gearman'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const certificates = dirname(certificate);
    const authorities = ['authority', 'intermediate'].map((name) => readFileSync(join(certificates, `${name}.crt`)));
    writeFileSync(authoritiesOf(folder), Buffer.concat(authorities));
    const tls = [
      '--ssl',
      `--ssl-certificate=${certificate}`,
      `--ssl-key=${key}`,
      `--ssl-ca-file=${authoritiesOf(folder)}`,
    ];
    const env = environment(folder, certificate, key);
    for (const port of [plainPort, tlsPort]) {
      const options = ['-L', '0.0.0.0', '-p', `${port}`, '-l', 'none', '-P', join(folder, `pid-${port}`)];
      startProgram('gearmand', port === tlsPort ? [...options, ...tls] : options);
      await waitForPort(port);
      const line = lineTo('127.0.0.1', port);
      startProgram('gearman', [...line, '-w', '-f', localJob, '--', ...work(random)], { env });
      for (const job of remoteJobs) {
        const submit = startWriter('gearman', [...line, '-f', job, '-b', '-N'], { env });
        const meanMs = random.logBetween(1500, 60_000);
        const bytes = random.logBetween(10, 2000);
        repeat(
          () => random.exponential(meanMs),
          () => submit(`${random.text(Math.ceil(random.logNormal(bytes, 0.4)))}\n`),
        );
      }
    }
  },
  async visit(place: ClientPlace) {
    const { address, port, isTls, random, serverFolder, certificate, key } = place;
    const options = { env: environment(serverFolder, certificate, key) };
    const line = lineTo(address, port);
    const how = random.pick(['works', 'works', 'works', 'submits', 'submits', isTls ? 'works' : 'asks'] as const);
    if (how === 'asks') {
      await ask(place);
    } else if (how === 'works') {
      const jobs = remoteJobs.filter(() => random.chance(0.5));
      const functions = (jobs.length === 0 ? [random.pick(remoteJobs)] : jobs).flatMap((job) => ['-f', job]);
      await runClient(place, 'gearman', [...line, '-w', ...functions, '--', ...work(random)], options);
    } else {
      const everyMs = random.logBetween(500, 90_000);
      const bytes = random.logBetween(10, 1500);
      const delayMs = drawRhythm(random, everyMs, 0.4, 0.02);
      const job = random.chance(0.7) ? [localJob] : [random.pick(remoteJobs), '-b'];
      await runClient(place, 'gearman', [...line, '-N', '-f', ...job], options, async (say) => {
        while (say(`${random.text(Math.ceil(random.logNormal(bytes, 0.4)))}\n`))
          if (!(await place.pause(delayMs()))) break;
      });
    }
  },
};

/** Monitoring, by the text commands that the port knows too. */
async function ask(place: ClientPlace): Promise<void> {
  const { random } = place;
  const line = await openTextLine(place);
  const command = random.pick(['status', 'status', 'workers', 'prioritystatus']);
  const everyMs = random.pick([1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000]);
  while (line.isOpen() && (await place.pause(random.about(everyMs, 0.005)))) await line.ask(`${command}\n`, /^\.\n/m);
  line.leave();
}

/** A job takes its time; the result is what was given, or its size. */
function work(random: Random): string[] {
  const seconds = Math.min(10, random.logNormal(0.3, 1.2)).toFixed(2);
  return ['sh', '-c', `${random.pick(['cat', 'wc -c', 'cksum'])}; sleep ${seconds}`];
}

function lineTo(address: string, port: number): string[] {
  return ['-h', address, '-p', `${port}`, ...(port === tlsPort ? ['-S'] : [])];
}

function environment(serverFolder: string, certificate: string, key: string): NodeJS.ProcessEnv {
  const own = { GEARMAN_CLIENT_PEM: certificate, GEARMAN_CLIENT_KEY: key };
  return { ...process.env, GEARMAND_CA_CERTIFICATE: authoritiesOf(serverFolder), ...own };
}

function authoritiesOf(folder: string): string {
  return join(folder, 'authorities.crt');
}
