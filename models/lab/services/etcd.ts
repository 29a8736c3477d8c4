import { join } from 'node:path';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';

/** Watches and leases over gRPC: HTTP/2 with Go's TLS. */
export const etcd: Service = {
  name: 'etcd',
  weight: 5,
  doors: [
    ['plain', 2379],
    ['tls', 2381],
  ],
  programs: ['etcd', 'etcdctl'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const listen = 'http://0.0.0.0:2379,https://0.0.0.0:2381';
    const peers = ['--listen-peer-urls', 'http://127.0.0.1:2380', '--log-level', 'error', '--cert-file', certificate];
    const clients = ['--listen-client-urls', listen, '--advertise-client-urls', 'http://127.0.0.1:2379'];
    startProgram('etcd', ['--data-dir', join(folder, 'data'), ...clients, ...peers, '--key-file', key]);
    await waitForPort(2379);
    const meanMs = random.logBetween(3000, 60_000);
    repeat(
      () => random.exponential(meanMs),
      () => {
        const put = ['put', `config/${random.integer(0, 5)}`, random.text(random.integer(5, 300))];
        startProgram('etcdctl', ['--endpoints', 'http://127.0.0.1:2379', ...put], { env: api3() });
      },
    );
  },
  async visit(place: ClientPlace) {
    const { random, address, port, isTls } = place;
    const tls = isTls ? ['--insecure-skip-tls-verify', '--insecure-transport=false'] : [];
    const endpoint = `${isTls ? 'https' : 'http'}://${address}:${port}`;
    const alive = ['--keepalive-time', `${random.pick([2, 10, 30, 60])}s`, '--keepalive-timeout', '20s'];
    const command = random.pick([
      ['watch', '--prefix', 'config/'],
      ['watch', '--prefix', 'config/'],
      ['watch', 'never'],
      ['elect', `race-${random.text(5)}`, 'me'],
      ['lock', `door-${random.text(5)}`],
    ]);
    await runClient(place, 'etcdctl', ['--endpoints', endpoint, ...tls, ...alive, ...command], { env: api3() });
  },
};

function api3(): NodeJS.ProcessEnv {
  return { ...process.env, ETCDCTL_API: '3' };
}
