/** openvpn over TCP: keep-alives, and what its users do inside: requests, pings, nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, runProgram, startProgram, waitForPort } from './start-program';

export const vpn: Service = {
  name: 'vpn',
  weight: 4,
  doors: [
    ['plain', 1194],
    ['plain', 943],
  ],
  programs: ['openvpn', 'openssl', 'ping'],
  async start({ folder, random }: ServerPlace) {
    await makeIdentities(folder);
    for (const [at, port] of [1194, 943].entries()) {
      const beat = random.pick(['10', '15', '20', '30', '60']);
      const network = ['--server', `100.64.${at}.0`, '255.255.255.0', '--keepalive', beat, '120', '--dh', 'none'];
      const many = ['--duplicate-cn', '--dev', `vpn${at}`, '--dev-type', 'tun', '--topology', 'subnet'];
      const listen = ['--proto', 'tcp-server', '--port', `${port}`, '--local', '0.0.0.0'];
      startProgram('openvpn', [...listen, ...network, ...many, ...identity(folder, 'server'), '--verb', '0']);
      await waitForPort(port);
    }
  },
  async visit(place: ClientPlace) {
    const { address, port, random, serverFolder, folder } = place;
    const at = port === 943 ? 1 : 0;
    const device = `v${place.conversation.index}`;
    // A route of its own for each client, so that several of one site don't share one.
    const settings = ['--client', '--nobind', '--dev', device, '--dev-type', 'tun', '--route-nopull', '--verb', '0'];
    const server = ['--proto', 'tcp-client', '--remote', address, `${port}`];
    const marks = ['--writepid', join(folder, 'pid')];
    const meanMs = random.logBetween(1500, 300_000);
    const use = async (): Promise<void> => {
      if (!(await place.pause(8000))) return;
      while (await place.pause(random.exponential(meanMs))) {
        const count = `${random.integer(1, 6)}`;
        const size = `${random.integer(20, 900)}`;
        const ping = ['-q', '-I', device, '-c', count, '-i', '0.3', '-s', size, `100.64.${at}.1`];
        await runClient(place, 'ping', ping).catch(() => undefined);
      }
    };
    const client = runClient(place, 'openvpn', [...server, ...settings, ...marks, ...identity(serverFolder, 'client')]);
    await Promise.all([client, random.chance(0.75) ? use() : null]);
  },
};

function identity(folder: string, name: string): string[] {
  return ['--ca', join(folder, 'ca.crt'), '--cert', join(folder, `${name}.crt`), '--key', join(folder, `${name}.key`)];
}

/** An authority, a server and a client that trust each other. */
async function makeIdentities(folder: string): Promise<void> {
  const file = (name: string): string => join(folder, name);
  const make = async (name: string, ...signer: string[]): Promise<void> => {
    const key = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', `/CN=${name}`];
    await runProgram('openssl', [...key, '-out', file(`${name}.crt`), '-keyout', file(`${name}.key`), ...signer]);
  };
  if (existsSync(file('ca.crt'))) return;
  await make('ca');
  const signer = ['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-addext', 'basicConstraints=critical,CA:FALSE'];
  await make('server', ...signer);
  await make('client', ...signer);
}
