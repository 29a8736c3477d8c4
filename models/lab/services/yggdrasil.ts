/** Yggdrasil nodes that peer over TCP or TLS: a sign of life each few seconds, and news when others come, go or ask. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';

const ports = { plain: 10001, tls: 10003 };

export const yggdrasil: Service = {
  name: 'yggdrasil',
  weight: 4,
  doors: [
    ['plain', ports.plain],
    ['tls', ports.tls],
  ],
  programs: ['yggdrasil', 'yggdrasilctl'],
  async start({ folder, random }: ServerPlace) {
    const keys = drawKeys(random);
    writeFileSync(join(folder, 'key'), keys.public);
    const Listen = [`tcp://0.0.0.0:${ports.plain}`, `tls://0.0.0.0:${ports.tls}`];
    startProgram('yggdrasil', nodeOptions(folder, 'node', { PrivateKey: keys.private, Listen }));
    await waitForPort(ports.plain);
    // Neighbours at the site, of which all are told: one stays, others come for a while.
    const Peers = [`tcp://127.0.0.1:${ports.plain}`];
    startProgram('yggdrasil', nodeOptions(folder, 'neighbour', { Peers }));
    const guest = nodeOptions(folder, 'guest', { Peers });
    const meanMs = random.logBetween(15_000, 120_000);
    repeat(
      () => random.exponential(meanMs),
      () => {
        const node = startProgram('yggdrasil', guest);
        setTimeout(() => void node.kill(), random.logBetween(2000, 60_000));
      },
    );
  },
  async visit(place: ClientPlace) {
    const { address, port, isTls, random, folder, serverFolder } = place;
    const Peers = [`${isTls ? 'tls' : 'tcp'}://${address}:${port}`];
    const door = `unix://${join(folder, 'door')}`;
    const options = nodeOptions(folder, 'node', { PrivateKey: drawKeys(random).private, Peers, AdminListen: door });
    const key = readFileSync(join(serverFolder, 'key'), 'utf8');
    const meanMs = random.logBetween(2000, 120_000);
    const ask = async (): Promise<void> => {
      while (await place.pause(random.exponential(meanMs))) {
        const question = random.pick(['getNodeInfo', 'debug_remoteGetSelf', 'debug_remoteGetPeers']);
        const args = [`-endpoint=${door}`, question, `key=${key}`];
        await runClient(place, 'yggdrasilctl', args).catch(() => undefined);
      }
    };
    await Promise.all([runClient(place, 'yggdrasil', options), random.chance(0.4) ? ask() : null]);
  },
};

/** Without a device of its own, and without looking for others. */
function nodeOptions(folder: string, name: string, own: object): string[] {
  const settings = join(folder, `${name}.json`);
  const quiet = { IfName: 'none', MulticastInterfaces: [], AdminListen: 'none' };
  writeFileSync(settings, JSON.stringify({ ...quiet, ...own }));
  return ['-useconffile', settings];
}

/** An Ed25519 key in the hexadecimal of Yggdrasil: the private one is followed by the public. */
function drawKeys(random: Random): { private: string; public: string } {
  const seed = random.hex(64);
  // PKCS #8 before the seed, SPKI around the public key.
  const der = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex');
  const key = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  const half = key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  return { private: seed + half, public: half };
}
