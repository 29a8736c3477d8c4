import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Conversation } from '../plan/conversation';
import { sites } from '../plan/sites';
import { addressesOf, interfaceName } from './namespaces';
import type { Routes } from './relay';

/** Descriptors of the TUN devices begin here. */
const firstDescriptor = 20;

/** Starts the relay with the far ends of all sites' interfaces. */
export function startRelay(
  namespaces: readonly string[],
  conversations: readonly Conversation[],
  seed: number,
  folder: string,
): ChildProcess {
  const routes: Routes = {
    seed,
    sites: sites.map(({ address, address6 }, site) => ({
      descriptor: firstDescriptor + site,
      addresses: [address, address6, ...addressesOf(conversations, site)],
    })),
    paths: conversations.flatMap(({ serverAddress, path, proxy }) => [
      [serverAddress, path] as const,
      ...(proxy === null ? [] : [[proxy.address, proxy.path] as const]),
    ]),
  };
  const routesFile = join(folder, 'routes.json');
  writeFileSync(routesFile, JSON.stringify(routes));
  // Each device is made inside its namespace and stays open from one program to the next.
  const attach = join(import.meta.dirname, 'attach-tun.pl');
  const devices = namespaces.flatMap((name, site) => [
    'ip',
    'netns',
    'exec',
    name,
    'perl',
    attach,
    interfaceName,
    String(firstDescriptor + site),
  ]);
  const relay = [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'relay.ts'), routesFile];
  const [command, ...args] = [...devices, ...relay];
  return spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    // Every device keeps one thread waiting for its next packet.
    env: { ...process.env, UV_THREADPOOL_SIZE: String(namespaces.length + 4) },
  });
}
