import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** State of an interface: `gone` and `unknown` both have no entry, only the former had one. */
export type LinkState = 'up' | 'no-carrier' | 'down' | 'gone' | 'unknown';

const interfaceUpFlag = 1;
const carrierLost = new Set(['down', 'lowerlayerdown']);

/**
 * Watches interfaces while they are captured from: the tools keep silent when an interface goes down (Linux, sysfs; on
 * other systems every state is `unknown` and the tools' own words have to do).
 */
export class LinkWatch {
  private readonly known: ReadonlySet<string>;

  constructor(
    private readonly interfaces: readonly string[],
    private readonly root = '/sys/class/net',
  ) {
    // `any`, `nflog` and the like never have an entry.
    this.known = new Set(interfaces.filter((name) => readLinkState(name, root) !== 'gone'));
  }

  stateOf(interfaceName: string): LinkState {
    return this.known.has(interfaceName) ? readLinkState(interfaceName, this.root) : 'unknown';
  }

  /** The first interface that is down or gone, or null. */
  findLost(): string | null {
    return this.interfaces.find((name) => ['down', 'gone'].includes(this.stateOf(name))) ?? null;
  }

  /** Interfaces that are up but have no link, as when the cable is pulled. */
  findUnplugged(): readonly string[] {
    return this.interfaces.filter((name) => this.stateOf(name) === 'no-carrier');
  }
}

function readLinkState(interfaceName: string, root: string): LinkState {
  try {
    const flags = Number(readFileSync(join(root, interfaceName, 'flags'), 'latin1'));
    if ((flags & interfaceUpFlag) === 0) return 'down';
    const operation = readFileSync(join(root, interfaceName, 'operstate'), 'latin1').trim();
    return carrierLost.has(operation) ? 'no-carrier' : 'up';
  } catch {
    return 'gone';
  }
}
