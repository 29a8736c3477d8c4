/** mosquitto with subscribers, devices that publish, and devices that only stay connected. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { drawRhythm } from './habits';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, startWriter, waitForPort } from './start-program';

const topics = ['hall', 'garden', 'cellar', 'roof', 'gate', 'attic'];

export const mqtt: Service = {
  name: 'mqtt',
  weight: 12,
  doors: [
    ['plain', 1883],
    ['tls', 8883],
  ],
  programs: ['mosquitto', 'mosquitto_sub', 'mosquitto_pub'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const settings = join(folder, 'mosquitto.conf');
    const tls = [`certfile ${certificate}`, `keyfile ${key}`];
    const lines = ['user root', 'allow_anonymous true', 'persistence false', 'log_dest none', 'listener 1883 0.0.0.0'];
    writeFileSync(settings, [...lines, 'listener 8883 0.0.0.0', ...tls, ''].join('\n'));
    startProgram('mosquitto', ['-c', settings]);
    await waitForPort(1883);
    // What the house itself tells; captures see only those who listen to it.
    for (const topic of topics) {
      const publish = startWriter('mosquitto_pub', ['-h', '127.0.0.1', '-t', `home/${topic}/state`, '-l']);
      const bytes = random.logBetween(20, 600);
      repeat(drawReadingRhythm(random), () => publish(`${reading(random, bytes)}\n`));
    }
  },
  async visit(place: ClientPlace) {
    const { address, port, isTls, authority, clientAddress, random } = place;
    const keepAlive = random.pick([15, 30, 60, 60, 60, 120, 300]);
    const quality = random.pick([0, 0, 1, 1, 2]);
    const tls = isTls ? ['--cafile', authority, '--insecure'] : [];
    const common = [
      '-h',
      address,
      '-p',
      `${port}`,
      '-A',
      clientAddress,
      '-k',
      `${keepAlive}`,
      '-q',
      `${quality}`,
      ...tls,
    ];
    const topic = random.pick(topics);
    const how = random.pick(['listens', 'listens', 'waits', 'publishes', 'publishes'] as const);
    if (how !== 'publishes') {
      const filter =
        how === 'waits' ? `device/${random.text(8)}/set` : random.chance(0.3) ? 'home/#' : `home/${topic}/#`;
      await runClient(place, 'mosquitto_sub', [...common, '-t', filter, '-i', `dev-${random.text(8)}`]);
      return;
    }
    const rhythm = drawReadingRhythm(random);
    const bytes = random.logBetween(20, 800);
    await runClient(
      place,
      'mosquitto_pub',
      [...common, '-t', `device/${random.text(6)}/tele`, '-l'],
      {},
      async (say) => {
        while (say(`${reading(random, bytes)}\n`) && (await place.pause(rhythm())));
      },
    );
  },
};

/** Regular or not, each second to each few minutes. */
function drawReadingRhythm(random: Random): () => number {
  const periodMs = random.logBetween(1000, 180_000);
  const wobble = random.pick([0.001, 0.02, 0.2]);
  return drawRhythm(random, periodMs, 0.6, wobble);
}

function reading(random: Random, bytes: number): string {
  const value = `{"value":${random.between(-20, 2000).toFixed(2)},"unit":"W","at":${Date.now()}`;
  return `${value},"note":"${'.'.repeat(Math.max(0, Math.round(bytes) - value.length))}"}`;
}
