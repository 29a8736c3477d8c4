/** coturn: calls that go through a relay over TCP, and clients that only keep their place at it. */
import { join } from 'node:path';
import { serviceSite, sites } from '../plan/sites';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';

/** Where the other side of every call is: beside the relay. */
const relayAddress = sites[serviceSite].address;
const peerPort = '3480';

export const turn: Service = {
  name: 'turn',
  weight: 2,
  doors: [
    ['plain', 3478],
    ['tls', 5349],
  ],
  programs: ['turnserver', 'turnutils_uclient', 'turnutils_peer'],
  async start({ folder, certificate, key }: ServerPlace) {
    const listen = ['-L', '0.0.0.0', '-E', relayAddress, '--no-udp', '--no-dtls', '--no-cli', '--no-auth'];
    const tls = ['--cert', certificate, '--pkey', key, '--tls-listening-port', '5349'];
    const files = ['--pidfile', join(folder, 'pid'), '--db', join(folder, 'db')];
    const log = ['--log-file', '/dev/null', '--simple-log'];
    startProgram('turnserver', ['-n', '-p', '3478', ...listen, ...tls, ...files, ...log]);
    startProgram('turnutils_peer', ['-L', relayAddress, '-p', peerPort]);
    await waitForPort(3478);
  },
  async visit(place: ClientPlace) {
    const { address, port, clientAddress, isTls, random } = place;
    const intervalMs = Math.round(random.logBetween(20, 15_000));
    const bytes = Math.round(random.logBetween(30, 1000));
    const count = Math.ceil(place.leftMs() / intervalMs) + 1;
    const tls = isTls ? ['-S'] : [];
    const call = ['-n', `${count}`, '-l', `${bytes}`, '-z', `${intervalMs}`, '-m', '1', '-c'];
    const peer = ['-e', relayAddress, '-r', peerPort];
    const ends = ['-L', clientAddress, '-p', `${port}`, address];
    await runClient(place, 'turnutils_uclient', ['-t', ...tls, ...call, ...peer, ...ends]);
  },
};
