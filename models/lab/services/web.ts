/** nginx before a small application: polling, long polling, server-sent events, downloads, pages; with curl and wget. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationPort, startApplication } from './application';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';

export const web: Service = {
  name: 'web',
  weight: 14,
  doors: [
    ['plain', 80],
    ['plain', 8080],
    ['tls', 443],
    ['tls', 443],
    ['tls', 8443],
  ],
  programs: ['nginx', 'curl', 'wget'],
  async start({ folder, certificate, key, random }: ServerPlace) {
    const files = join(folder, 'files');
    mkdirSync(files, { recursive: true });
    for (let file = 0; file < 20; file++)
      writeFileSync(join(files, `${file}.bin`), Buffer.alloc(Math.round(random.logBetween(500, 800_000)), 'kanaria'));
    startApplication();
    const settings = join(folder, 'nginx.conf');
    writeFileSync(settings, configuration(folder, files, certificate, key));
    startProgram('nginx', ['-c', settings, '-p', folder, '-e', join(folder, 'log')]);
    await waitForPort(80);
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const how = random.pick([
      'polls',
      'polls',
      'polls',
      'holds',
      'holds',
      'listens',
      'listens',
      'browses',
      'loads',
    ] as const);
    const n = '[1-100000]';
    const bytes = Math.round(random.logBetween(20, 8000));
    const spread = random.pick([0, 0.05, 0.5]);
    if (how === 'polls') {
      const perHour = Math.round(3600 / random.logBetween(1, 120));
      await curl(place, `/api/status?bytes=${bytes}&spread=${spread}&n=${n}`, ['--rate', `${perHour}/h`]);
    } else if (how === 'holds') {
      const hold = random.pick([20, 25, 30, 55, 60, 90]);
      const chance = random.pick([0, 0.3, 0.7]);
      await curl(place, `/api/hold?seconds=${hold}&early=${chance}&bytes=${bytes}&n=${n}`, []);
    } else if (how === 'listens') {
      const every = random.logBetween(0.3, 60).toFixed(1);
      const beat = random.pick([0, 0, 15, 30]);
      await curl(place, `/api/events?every=${every}&beat=${beat}&bytes=${bytes}&spread=${spread}`, ['-N']);
    } else if (how === 'browses') {
      const perHour = Math.round(3600 / random.logBetween(0.5, 20));
      await curl(place, `/files/[0-19].bin?visit=[1-100]`, ['--rate', `${perHour}/h`]);
    } else {
      const { address, port, isTls, folder } = place;
      const url = `${isTls ? 'https' : 'http'}://${address}:${port}/files/${random.integer(0, 19)}.bin`;
      const rate = `--limit-rate=${random.integer(10, 2000)}k`;
      await runClient(place, 'wget', ['-q', '--no-check-certificate', rate, '-O', join(folder, 'file'), url]);
    }
  },
};

function configuration(folder: string, files: string, certificate: string, key: string): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n');
  return `
    daemon off;
    user root;
    worker_processes 1;
    pid ${folder}/pid;
    events { worker_connections 2048; }
    http {
      access_log off;
      ${paths}
      keepalive_timeout 3600;
      keepalive_requests 1000000;
      server_tokens off;
      server {
        listen 0.0.0.0:80;
        listen 0.0.0.0:8080;
        listen 0.0.0.0:443 ssl http2;
        listen 0.0.0.0:8443 ssl;
        ssl_certificate ${certificate};
        ssl_certificate_key ${key};
        location /files/ { alias ${files}/; }
        location /api/ {
          proxy_pass http://127.0.0.1:${applicationPort};
          proxy_http_version 1.1;
          proxy_buffering off;
          proxy_read_timeout 7200;
        }
      }
    }
  `;
}

async function curl(place: ClientPlace, path: string, options: readonly string[]): Promise<void> {
  const { address, port, isTls, clientAddress, random, conversation } = place;
  const version = isTls ? [random.pick(['--http1.1', '--http2', '--http2']), '-k'] : [];
  const agent = random.chance(0.5) ? ['-A', `${random.text(6)}/${random.integer(1, 9)}.${random.integer(0, 30)}`] : [];
  const headers = random.chance(0.5) ? ['-H', `Cookie: session=${random.text(random.integer(20, 400))}`] : [];
  const host = isTls ? ['--resolve', `${conversation.host}:${port}:${address}`] : [];
  const name = isTls ? conversation.host : address;
  const url = `${isTls ? 'https' : 'http'}://${name}:${port}${path}`;
  const common = ['-s', '--interface', clientAddress, '-o', '/dev/null', '--http1.1', ...version, ...agent, ...headers];
  await runClient(place, 'curl', [...common, ...host, ...options, url]);
}
