/** Program: records real sockets in network namespaces, mining and everything else. `npm run lab -- --help` */
import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { wholeNumber } from '../option-values';
import { runLab } from './run-lab';
import { findMissingPrograms, listAvailableServices } from './services/available-services';

interface Options {
  readonly out: string;
  readonly seed: number;
  readonly minutes: number;
  readonly miners: number;
  readonly played: number;
  readonly services: number;
  readonly kinds: string;
  readonly snapLength: number;
}

const program = new Command('lab')
  .description(
    'Real TCP, TLS and WebSocket connections of made-up miners (no hashing) and of real and made-up benign programs, in network namespaces, recorded with tcpdump. Runs in real time; needs root on Linux.',
  )
  .option('--out <folder>', 'where captures and labels.json go; by default .cache/lab/SEED')
  .option('--seed <number>', 'seed of who talks to whom, when and how', wholeNumber, 1)
  .option('--minutes <number>', 'length of the recording', positive, 10)
  .option('--miners <number>', 'mining conversations', wholeNumber, 150)
  .option(
    '--played <number>',
    "benign conversations of the generator's models, over the same sockets",
    wholeNumber,
    100,
  )
  .option('--services <number>', "conversations with Debian's servers", wholeNumber, 150)
  .option('--kinds <pattern>', 'only kinds that match this regular expression, such as "cryptonote|mqtt"', pattern, '')
  .option('--snap-length <bytes>', 'bytes recorded of each packet', wholeNumber, 2048);

try {
  await run(program.parse().opts<Options>());
} catch (error) {
  program.error(`The run came to nothing. ${error instanceof Error ? error.message : String(error)}`);
}

async function run(options: Options): Promise<void> {
  const missing = findMissingPrograms();
  if (missing.length > 0)
    program.error(`${missing.join(', ')} cannot be found. On Debian, run build/prepare-lab.sh as root.`);
  if (process.getuid?.() !== 0) program.error('Network namespaces need root. Run it as root on Linux.');
  if (!existsSync('/dev/net/tun')) program.error('/dev/net/tun is missing. The kernel needs TUN devices (module tun).');
  const interrupt = new AbortController();
  process.on('SIGINT', () => interrupt.abort());
  process.on('SIGTERM', () => interrupt.abort());
  const { available, unavailable } = listAvailableServices();
  if (options.services > 0 && unavailable.length > 0) console.error(`Not installed: ${unavailable.join(', ')}.`);
  const out = options.out ?? `.cache/lab/${options.seed}`;
  const { labels, reports } = await runLab({ ...options, available }, out, showProgress, interrupt.signal);
  if (process.stderr.isTTY) process.stderr.write('\n');
  const failures = new Map<string, number>();
  for (const { failure } of reports) if (failure !== null) failures.set(failure, (failures.get(failure) ?? 0) + 1);
  for (const [failure, count] of failures) console.error(`${count} visits failed: ${failure}`);
  for (const { file, packets, mining_flows: mining, benign_flows: benign } of labels)
    console.log(`${out}/${file}: ${packets} packets, ${mining.length} mining and ${benign.length} other connections`);
}

function showProgress(what: string, secondsLeft: number): void {
  const left = `${Math.floor(secondsLeft / 60)}:${String(Math.floor(secondsLeft % 60)).padStart(2, '0')} left`;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${what}, ${left}`);
  else console.error(`${what}, ${left}`);
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 1440)) throw new InvalidArgumentError('Give minutes above 0, at most 1440.');
  return number;
}

function pattern(text: string): string {
  try {
    return new RegExp(text).source;
  } catch {
    throw new InvalidArgumentError('It is not a regular expression.');
  }
}
