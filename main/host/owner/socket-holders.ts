/** Which process holds which socket, from the file descriptors in /proc, read as little as possible. */
import { readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** A socket that was not seen for so long is forgotten. */
const keepMs = 120_000;
const mostSockets = 200_000;

interface Holder {
  pid: number;
  /** The descriptor it was seen at. */
  fd: string;
  seenMs: number;
}

/** Index of sockets by inode. Processes and descriptors may vanish at any moment. */
export class SocketHolders {
  /** Inodes of sockets are never given again while the machine runs, short of four billion of them. */
  private readonly holders = new Map<number, Holder>();
  private readonly descriptors = new Map<number, Set<string>>();
  /** Processes whose descriptors this user may not read. */
  private deniedCount = 0;

  constructor(private readonly root: string) {}

  /** Whether there are processes that could not be looked into. */
  get hasDenied(): boolean {
    return this.deniedCount > 0;
  }

  /** The process that holds the socket, or held it when it was last seen; null where none was seen. */
  holderOf(inode: number): number | null {
    return this.holders.get(inode)?.pid ?? null;
  }

  /**
   * Looks at descriptors that are new since the last time, newest processes first; with `isComplete` at all of them, since a
   * number may have been given again. Ends as soon as all `wanted` sockets are found.
   */
  scan(wanted: ReadonlySet<number>, isComplete: boolean, nowMs: number): void {
    const missing = new Set([...wanted].filter((inode) => !this.holders.has(inode)));
    const pids = this.listPids();
    const running = new Set(pids);
    let denied = 0;
    for (const pid of pids) {
      const known = isComplete ? undefined : this.descriptors.get(pid);
      const fds = this.listDescriptors(pid);
      if (fds === 'denied') denied++;
      if (typeof fds === 'string') {
        this.descriptors.delete(pid);
        continue;
      }
      for (const fd of fds) {
        if (known?.has(fd)) continue;
        const inode = this.readSocket(pid, fd);
        if (inode === null) continue;
        // Of several that hold it, whoever was seen with it first keeps it.
        const first = this.holders.get(inode);
        if (first === undefined || first.pid === pid || !running.has(first.pid)) {
          this.holders.set(inode, { pid, fd, seenMs: nowMs });
        }
        missing.delete(inode);
      }
      this.descriptors.set(pid, new Set(fds));
      if (wanted.size > 0 && missing.size === 0) return;
    }
    this.deniedCount = denied;
    this.forget(running, nowMs);
  }

  /** Whether the process still holds the socket where it was seen. */
  isHeld(inode: number): boolean {
    const holder = this.holders.get(inode);
    return holder !== undefined && this.readSocket(holder.pid, holder.fd) === inode;
  }

  /** Newest first: pids mostly grow. */
  private listPids(): number[] {
    try {
      const names = readdirSync(this.root).filter((name) => name >= '0' && name <= '9~');
      return names
        .map(Number)
        .filter(Number.isInteger)
        .sort((a, b) => b - a);
    } catch {
      return [];
    }
  }

  private listDescriptors(pid: number): string[] | 'gone' | 'denied' {
    try {
      return readdirSync(path.join(this.root, String(pid), 'fd'));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'gone';
    }
  }

  private readSocket(pid: number, fd: string): number | null {
    try {
      const target = readlinkSync(`${this.root}/${pid}/fd/${fd}`);
      return target.startsWith('socket:[') ? Number(target.slice(8, -1)) : null;
    } catch {
      return null;
    }
  }

  private forget(pids: ReadonlySet<number>, nowMs: number): void {
    for (const pid of this.descriptors.keys()) if (!pids.has(pid)) this.descriptors.delete(pid);
    for (const [inode, holder] of this.holders) {
      if (pids.has(holder.pid) && this.descriptors.get(holder.pid)?.has(holder.fd)) holder.seenMs = nowMs;
      else if (nowMs - holder.seenMs > keepMs || this.holders.size > mostSockets) this.holders.delete(inode);
    }
  }
}
