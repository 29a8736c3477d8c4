/** The network namespaces that processes of this machine live in, and their socket tables. */
import { readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SocketTables, TableName } from './find-socket';

/** Which namespaces there are changes seldom. */
const refreshMs = 5000;

/** The tables of every namespace, this process's own first; each is read when it is first asked for. */
export class NetworkNamespaces {
  /** Namespace by a process that lives in it; `self` is the own. */
  private members: string[] = ['self'];
  private refreshedMs = Number.NEGATIVE_INFINITY;

  /** `root`: /proc; `namesFolder`: where `ip netns` keeps names. */
  constructor(
    private readonly root: string,
    private readonly namesFolder: string,
  ) {}

  readTables(nowMs: number): SocketTables[] {
    if (nowMs - this.refreshedMs >= refreshMs) this.refresh(nowMs);
    return this.members.map((member) => {
      const texts = new Map<TableName, string>();
      return (name) => {
        const text = texts.get(name) ?? this.readTable(member, name);
        texts.set(name, text);
        return text;
      };
    });
  }

  /** Whether processes of this machine live in other namespaces. */
  get hasOthers(): boolean {
    return this.members.length > 1;
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
    this.members = ['self', ...members.values()];
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

  private readTable(member: string, table: TableName): string {
    try {
      return readFileSync(path.join(this.root, member, 'net', table), 'latin1');
    } catch {
      return '';
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
