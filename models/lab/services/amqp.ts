/** RabbitMQ: workers that wait for jobs, subscribers, publishers, and consumers that only send heartbeats. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { openTcp, openTls } from '../play/open-wire';
import { drawRhythm } from './habits';
import { listenLocally } from './listen-locally';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, runProgram, startProgram, startWriter, waitForPort } from './start-program';

/** What Debian's wrapper in /usr/sbin starts as another user. */
const server = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const topics = ['orders.new', 'orders.paid', 'mail.sent', 'metrics.host'];
const queues = ['resize', 'import', 'notify'];

export const amqp: Service = {
  name: 'amqp',
  weight: 5,
  doors: [
    ['plain', 5672],
    ['plain', 5672],
    ['tls', 5671],
  ],
  programs: ['rabbitmq-server', 'amqp-consume', 'amqp-publish', 'amqp-declare-queue'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const settings = join(folder, 'rabbitmq.conf');
    const doors = ['listeners.tcp.default = 0.0.0.0:5672', 'listeners.ssl.default = 0.0.0.0:5671'];
    const tls = [`ssl_options.certfile = ${certificate}`, `ssl_options.keyfile = ${key}`];
    const logs = ['log.file = false', 'log.console = false'];
    writeFileSync(settings, [...doors, ...tls, ...logs, 'loopback_users = none', ''].join('\n'));
    startProgram(server, [], { env: environment(folder, settings) });
    await waitForPort(5672, 180_000);
    await keepBusy(random);
  },
  async visit(place: ClientPlace) {
    const { address, port, isTls } = place;
    const door = isTls ? await openDoor(place) : null;
    const [host, at] = door === null ? [address, port] : ['127.0.0.1', door.port];
    await talk(place, ['-s', host, '--port', `${at}`]).finally(() => door?.close());
  },
};

async function talk(place: ClientPlace, line: readonly string[]): Promise<void> {
  const { random } = place;
  const how = random.pick(['works', 'works', 'works', 'subscribes', 'subscribes', 'waits', 'publishes'] as const);
  const heartbeat = ['--heartbeat', `${random.pick([0, 5, 10, 20, 30, 30, 60, 60, 120])}`];
  if (how === 'publishes') {
    const topic = random.pick(topics);
    const delayMs = drawRhythm(random, random.logBetween(500, 120_000), 0.4, 0.02);
    const bytes = random.logBetween(20, 2000);
    const options = random.chance(0.3) ? ['-p', '-C', 'application/json'] : [];
    await runClient(
      place,
      'amqp-publish',
      [...line, '-e', 'amq.topic', '-r', topic, '-l', ...options],
      {},
      async (say) => {
        while ((await place.pause(delayMs())) && say(`${note(random, bytes)}\n`));
      },
    );
    return;
  }
  const work = `cat >/dev/null; sleep ${Math.min(3, random.logNormal(0.2, 1.2)).toFixed(2)}`;
  const source = {
    works: ['-q', random.pick(queues), '-p', `${random.pick([1, 1, 2, 10])}`],
    subscribes: ['-e', 'amq.topic', '-r', random.pick(['#', 'orders.*', ...topics]), '-A'],
    waits: ['-q', `reply-${random.text(8)}`, '-x'],
  }[how];
  const command = how === 'works' ? ['--', 'sh', '-c', work] : ['cat'];
  await runClient(place, 'amqp-consume', [...line, ...heartbeat, ...source, ...command]);
}

/** The tools insist on a name in the certificate that leads to the server: this leads to it from a port of the client's own. */
async function openDoor({ conversation }: ClientPlace): Promise<{ port: number; close: () => void }> {
  const outside = await openTls(await openTcp(conversation), conversation, undefined, () => {});
  const door = createServer((inside) => {
    inside.on('error', () => {});
    inside.once('close', () => outside.end());
    outside.once('close', () => inside.destroy());
    inside.pipe(outside).pipe(inside);
  });
  const port = await listenLocally(door);
  const close = (): void => {
    door.close();
    outside.end();
  };
  return { port, close };
}

/** What the rest of the application says and wants done; captures see only those who hear of it. */
async function keepBusy(random: Random): Promise<void> {
  const line = ['-s', '127.0.0.1', '-l', '-r'];
  for (const queue of queues) {
    await runProgram('amqp-declare-queue', ['-s', '127.0.0.1', '-q', queue]);
    publish(random, [...line, queue], 1500, 60_000);
  }
  for (const topic of topics) publish(random, [...line, topic, '-e', 'amq.topic'], 500, 90_000);
}

function publish(random: Random, options: readonly string[], leastMs: number, mostMs: number): void {
  const say = startWriter('amqp-publish', options);
  const bytes = random.logBetween(20, 3000);
  repeat(drawRhythm(random, random.logBetween(leastMs, mostMs), 0.4, 0.02), () => say(`${note(random, bytes)}\n`));
}

function note(random: Random, bytes: number): string {
  return random.text(Math.ceil(random.logNormal(bytes, 0.4)));
}

function environment(folder: string, settings: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HOME: folder,
    // So that the script becomes the server.
    RUNNING_UNDER_SYSTEMD: 'true',
    RABBITMQ_NODENAME: 'lab@localhost',
    RABBITMQ_CONFIG_FILE: settings,
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'environment'),
  };
}
