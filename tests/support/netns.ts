/** Two network namespaces joined by a veth pair, so that a capture can be replayed to an interface of its own. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

export interface VethPair {
  /** Namespace and interface that listen. */
  readonly listen: { readonly namespace: string; readonly interfaceName: string };
  /** Namespace and interface that send. */
  readonly send: { readonly namespace: string; readonly interfaceName: string };
  /** Brings the sending end down, as when a cable is pulled. */
  cutLink(): void;
  /** Deletes both namespaces and with them both interfaces. Safe to call twice. */
  remove(): void;
}

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: ['ignore', 'pipe', 'pipe'] });

/**
 * Makes the pair, both ends up, without IPv6 (so that no packet flows by itself). Needs root on Linux, see
 * `canMakeNamespaces`. With `isListenerOutside` the listening end lies in the caller's own namespace, for programs that
 * can't be started in another one; its `namespace` is then the empty string.
 */
export function makeVethPair(options: { isListenerOutside?: boolean } = {}): VethPair {
  const tag = randomBytes(3).toString('hex');
  const listen = { namespace: options.isListenerOutside ? '' : `kn-l-${tag}`, interfaceName: `knl${tag}` };
  const send = { namespace: `kn-s-${tag}`, interfaceName: `kns${tag}` };

  function remove(): void {
    for (const args of [
      ['link', 'delete', listen.interfaceName],
      ['netns', 'delete', listen.namespace],
      ['netns', 'delete', send.namespace],
    ]) {
      try {
        if (args[2] !== '') ip(...args);
      } catch {
        // Gone already: deleting one end or its namespace takes the other end along.
      }
    }
    process.removeListener('exit', remove);
  }

  process.once('exit', remove);
  try {
    const ends = [listen, send];
    for (const { namespace } of ends) if (namespace !== '') ip('netns', 'add', namespace);
    ip('link', 'add', listen.interfaceName, 'type', 'veth', 'peer', 'name', send.interfaceName);
    for (const { namespace, interfaceName } of ends) {
      const inside = namespace === '' ? [] : ['-n', namespace];
      if (namespace !== '') ip('link', 'set', interfaceName, 'netns', namespace);
      ip(...inside, 'link', 'set', interfaceName, 'addrgenmode', 'none');
      ip(...inside, 'link', 'set', interfaceName, 'up');
    }
  } catch (error) {
    remove();
    throw error;
  }
  return {
    listen,
    send,
    cutLink: () => void ip('-n', send.namespace, 'link', 'set', send.interfaceName, 'down'),
    remove,
  };
}

/** Command and arguments that run `command` inside a namespace ('' runs it here). */
export function inNamespace(namespace: string, command: string, ...args: string[]): [string, string[]] {
  return namespace === '' ? [command, args] : ['ip', ['netns', 'exec', namespace, command, ...args]];
}
