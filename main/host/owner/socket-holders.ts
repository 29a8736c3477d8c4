/** Which process holds which socket, from the file descriptors in /proc, read as little as possible. */
import { readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** A process that was first seen less long ago is looked at before those that never held a socket. */
const youngMs = 60_000;
/** Sockets that are remembered at most; the oldest are forgotten first. */
const mostSockets = 50_000;

interface Process {
  readonly firstMs: number;
  /** Descriptors that have been read. */
  descriptors: Set<string>;
  hasSockets: boolean;
}

/** Index of sockets by inode. Processes and descriptors may vanish at any moment. */
export class SocketHolders {
  /** Process by socket. Inodes of sockets are not given again, short of four billion of them. */
  private readonly holders = new Map<number, number>();
  private readonly processes = new Map<number, Process>();
  private denied = new Set<number>();

  constructor(private readonly root: string) {}

  /** Whether there are processes that could not be looked into. */
  get hasDenied(): boolean {
    return this.denied.size > 0;
  }

  /** The process that holds the socket, or held it when it was last seen; null where none was seen. */
  holderOf(inode: number): number | null {
    return this.holders.get(inode) ?? null;
  }

  /**
   * Looks for the holders of sockets: first among new descriptors of young processes and of those that hold sockets, then of
   * all, then among all descriptors, since a number may have been given again.
   */
  locate(wanted: ReadonlySet<number>, nowMs: number): void {
    const missing = new Set([...wanted].filter((inode) => !this.holders.has(inode)));
    if (missing.size === 0) return;
    const pids = this.listPids();
    this.forget(new Set(pids));
    const isLikely = (pid: number): boolean => {
      const known = this.processes.get(pid);
      return known === undefined || known.hasSockets || nowMs - known.firstMs < youngMs;
    };
    const passes = [
      { pids: pids.filter(isLikely), isComplete: false },
      { pids: pids.filter((pid) => !isLikely(pid)), isComplete: false },
      { pids, isComplete: true },
    ];
    for (const { pids: some, isComplete } of passes) {
      for (const pid of some) {
        this.read(pid, isComplete, missing, nowMs);
        if (missing.size === 0) return;
      }
    }
  }

  /** Reads the descriptors of a process that are new, or all; takes what it finds out of `missing`. */
  private read(pid: number, isComplete: boolean, missing: Set<number>, nowMs: number): void {
    const names = this.listDescriptors(pid);
    if (names === null) return;
    const known = this.processes.get(pid) ?? { firstMs: nowMs, descriptors: new Set<string>(), hasSockets: false };
    for (const fd of names) {
      if (!isComplete && known.descriptors.has(fd)) continue;
      const inode = this.readSocket(pid, fd);
      if (inode === null) continue;
      known.hasSockets = true;
      // Of several that hold it, whoever was seen with it first keeps it.
      if (!this.holders.has(inode)) this.holders.set(inode, pid);
      missing.delete(inode);
    }
    known.descriptors = new Set(names);
    this.processes.set(pid, known);
  }

  /** Newest first: pids mostly grow. */
  private listPids(): number[] {
    try {
      const pids = readdirSync(this.root).map(Number).filter(Number.isInteger);
      return pids.sort((a, b) => b - a);
    } catch {
      return [];
    }
  }

  private listDescriptors(pid: number): string[] | null {
    try {
      return readdirSync(path.join(this.root, String(pid), 'fd'));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EPERM') this.denied.add(pid);
      return null;
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

  private forget(running: ReadonlySet<number>): void {
    for (const pid of this.processes.keys()) if (!running.has(pid)) this.processes.delete(pid);
    this.denied = new Set([...this.denied].filter((pid) => running.has(pid)));
    for (const [inode, pid] of this.holders) {
      if (this.holders.size <= mostSockets && running.has(pid)) continue;
      this.holders.delete(inode);
    }
  }
}
