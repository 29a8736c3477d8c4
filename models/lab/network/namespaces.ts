/** Makes the hosts of a run: one network namespace per site with a TUN device, all addresses and its TCP settings. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Conversation } from '../plan/conversation';
import { sites } from '../plan/sites';

/** The interface of every site. */
export const interfaceName = 'lab0';

const settingsOfAll = {
  'net.ipv6.conf.all.router_solicitations': '0',
  'net.ipv6.conf.default.router_solicitations': '0',
  'net.ipv4.tcp_no_metrics_save': '1',
};

export interface Namespaces {
  /** Name of the namespace of each site. */
  readonly names: readonly string[];
  /** Brings the interfaces up once the relay holds their other ends. */
  start(conversations: readonly Conversation[]): void;
  /** Ends what runs in them and deletes them, with the files that name their hosts. Safe to call twice. */
  remove(): void;
}

/** `tag` keeps runs at the same time apart. Needs root on Linux. */
export function makeNamespaces(tag: string): Namespaces {
  const names = sites.map((_, site) => `kanaria-lab-${tag}-${site}`);
  const settingsFolder = (name: string): string => join('/etc/netns', name);

  function remove(): void {
    signalAll('SIGTERM');
    if (names.some((name) => programsIn(name).length > 0)) execFileSync('sleep', ['1']);
    signalAll('SIGKILL');
    for (const name of names) {
      try {
        ip('netns', 'delete', name);
      } catch {
        // Never made, or gone already.
      }
      rmSync(settingsFolder(name), { recursive: true, force: true });
    }
  }

  function signalAll(signal: NodeJS.Signals): void {
    for (const pid of names.flatMap(programsIn)) {
      try {
        process.kill(pid, signal);
      } catch {
        // Ended by itself.
      }
    }
  }

  function start(conversations: readonly Conversation[]): void {
    const hosts = hostsFile(conversations);
    names.forEach((name, site) => {
      mkdirSync(settingsFolder(name), { recursive: true });
      writeFileSync(join(settingsFolder(name), 'hosts'), hosts);
      // Nobody answers questions about names: a refusal is quicker than silence.
      writeFileSync(join(settingsFolder(name), 'resolv.conf'), 'nameserver 127.0.0.1\n');
      ip('-n', name, 'link', 'set', interfaceName, 'addrgenmode', 'none');
      batch(name, [
        `addr add ${sites[site].address}/32 dev ${interfaceName}`,
        `addr add ${sites[site].address6}/128 dev ${interfaceName} nodad`,
        ...addressesOf(conversations, site).map((address) =>
          address.includes(':')
            ? `addr add ${address}/128 dev ${interfaceName} nodad`
            : `addr add ${address}/32 dev ${interfaceName}`,
        ),
        `link set ${interfaceName} up`,
        'link set lo up',
        `route add default dev ${interfaceName} src ${sites[site].address}`,
        `route add ::/0 dev ${interfaceName} src ${sites[site].address6}`,
      ]);
    });
  }

  try {
    names.forEach((name, site) => {
      ip('netns', 'add', name);
      const settings = Object.entries({ ...settingsOfAll, ...sites[site].sysctls }).map(
        ([key, value]) => `${key}=${value}`,
      );
      // Settings that this kernel lacks or keeps to itself stay as they are.
      spawnSync('ip', ['netns', 'exec', name, 'sysctl', '-e', '-q', '-w', ...settings], { stdio: 'ignore' });
    });
  } catch (error) {
    remove();
    throw error;
  }
  return { names, start, remove };
}

/** Every address of the plan that lies on a site, the site's own not included. */
export function addressesOf(conversations: readonly Conversation[], site: number): string[] {
  return conversations.flatMap((conversation) => [
    ...(conversation.clientSite === site ? [conversation.clientAddress] : []),
    ...(conversation.serverSite === site ? [conversation.serverAddress] : []),
    ...(conversation.proxy?.site === site ? [conversation.proxy.address] : []),
  ]);
}

/** What `ip netns exec` shows as /etc/hosts. */
function hostsFile(conversations: readonly Conversation[]): string {
  const lines = conversations.map(({ serverAddress, host }) => `${serverAddress} ${host}`);
  return ['127.0.0.1 localhost', '::1 localhost', ...lines, ''].join('\n');
}

/** The namespaces are the run's own, and so is every program in them. */
function programsIn(name: string): number[] {
  try {
    const pids = execFileSync('ip', ['netns', 'pids', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return pids.split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function batch(name: string, lines: readonly string[]): void {
  execFileSync('ip', ['-n', name, '-batch', '-'], {
    input: lines.join('\n') + '\n',
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}
