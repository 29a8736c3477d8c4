/** The network namespaces that processes of this machine live in, and their socket tables. */
import { readdirSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SocketTables, TableName } from './find-socket';
import { readLocalAddresses } from './local-addresses';
import { type GrowingText, SocketTable } from './socket-table';

/** Which namespaces there are changes seldom. */
const refreshMs = 5000;

/** One network namespace at one moment. */
export interface Namespace {
  /** Whether one of its interfaces has the address, as far as is known. */
  readonly has: (address: string) => boolean;
  /** Each is read as far as it is looked at, until `close`. */
  readonly tables: SocketTables;
  /** Keeps what was read, so that all of it is of about one moment. */
  readonly close: () => void;
}

const nothing: GrowingText = { text: '', readMore: () => false };

interface Member {
  /** A process that lives in it; `self` is the own. */
  readonly pid: string;
  /** null: not known, so that it may be any. */
  readonly addresses: ReadonlySet<string> | null;
}

/** Every namespace, this process's own first. */
export class NetworkNamespaces {
  private others: readonly Member[] = [];
  /** When it last looked which namespaces there are. */
  refreshedMs = Number.NEGATIVE_INFINITY;

  /** `root`: /proc; `namesFolder`: where `ip netns` keeps names. */
  constructor(
    private readonly root: string,
    private readonly namesFolder: string,
  ) {}

  /** `own`: the addresses of the own namespace. */
  read(nowMs: number, own: ReadonlySet<string>): Namespace[] {
    if (nowMs - this.refreshedMs >= refreshMs) this.refresh(nowMs);
    return [{ pid: 'self', addresses: own }, ...this.others].map(({ pid, addresses }) => {
      const tables = new Map<TableName, SocketTable>();
      let isOpen = true;
      return {
        has: (address) => addresses === null || addresses.has(address) || address.startsWith('127.'),
        tables: (name) => {
          const known = tables.get(name);
          if (known !== undefined || !isOpen) return known ?? nothing;
          const table = new SocketTable(path.join(this.root, pid, 'net', name));
          tables.set(name, table);
          return table;
        },
        close: () => {
          isOpen = false;
          for (const table of tables.values()) table.close();
        },
      };
    });
  }

  /** Looks for new namespaces now, whenever it last did. */
  refresh(nowMs: number): void {
    this.refreshedMs = nowMs;
    const own = this.namespaceOf('self');
    const members = new Map<string, string>();
    for (const name of this.list(this.root)) {
      if (!/^\d+$/.test(name)) continue;
      const namespace = this.namespaceOf(name);
      if (namespace !== null && namespace !== own && !members.has(namespace)) members.set(namespace, name);
    }
    this.others = Array.from(members.values(), (pid) => ({
      pid,
      addresses: readLocalAddresses(path.join(this.root, pid, 'net')),
    }));
  }

  /** The name that `ip netns` knows the namespace of a process by; null in the own or a nameless one. */
  nameOf(pid: number): string | null {
    const namespace = this.namespaceOf(String(pid));
    if (namespace === null || namespace === this.namespaceOf('self')) return null;
    const inode = Number(/\[(\d+)\]/.exec(namespace)?.[1]);
    for (const name of this.list(this.namesFolder)) {
      try {
        if (statSync(path.join(this.namesFolder, name)).ino === inode) return name;
      } catch {
        // It was removed meanwhile.
      }
    }
    return null;
  }

  private namespaceOf(pid: string): string | null {
    try {
      return readlinkSync(path.join(this.root, pid, 'ns/net'));
    } catch {
      return null;
    }
  }

  private list(folder: string): string[] {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  }
}
