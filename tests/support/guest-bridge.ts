/** A bridge of this machine with guests of its own: network namespaces, each plugged in by a veth pair. */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';

export interface GuestBridge {
  readonly bridge: string;
  /** Address of this machine on the bridge. */
  readonly address: string;
  readonly guests: readonly { readonly namespace: string; readonly address: string; readonly port: string }[];
  /** Deletes everything. Safe to call twice. */
  remove(): void;
}

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: ['ignore', 'pipe', 'pipe'] });

/** Makes the bridge and two guests, all up, without IPv6. Needs root on Linux, see `canMakeNamespaces`. */
export function makeGuestBridge(): GuestBridge {
  const tag = randomBytes(3).toString('hex');
  const network = `10.${randomInt(64, 128)}.${randomInt(1, 255)}`;
  const bridge = `knb${tag}`;
  const guests = ['a', 'b'].map((letter, at) => ({
    namespace: `kn-guest-${letter}-${tag}`,
    address: `${network}.${at + 2}`,
    port: `kng${letter}${tag}`,
  }));

  function remove(): void {
    for (const args of [...guests.map(({ namespace }) => ['netns', 'delete', namespace]), ['link', 'delete', bridge]]) {
      try {
        ip(...args);
      } catch {
        // Gone already.
      }
    }
    process.removeListener('exit', remove);
  }

  process.once('exit', remove);
  try {
    ip('link', 'add', bridge, 'type', 'bridge');
    ip('link', 'set', bridge, 'addrgenmode', 'none');
    ip('address', 'add', `${network}.1/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
    for (const { namespace, address, port } of guests) {
      ip('netns', 'add', namespace);
      ip('link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
      ip('link', 'set', port, 'addrgenmode', 'none');
      ip('link', 'set', port, 'master', bridge, 'up');
      ip('-n', namespace, 'link', 'set', 'eth0', 'addrgenmode', 'none');
      ip('-n', namespace, 'address', 'add', `${address}/24`, 'dev', 'eth0');
      ip('-n', namespace, 'link', 'set', 'eth0', 'up');
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { bridge, address: `${network}.1`, guests, remove };
}
