/** Which process holds which socket, from the file descriptors in /proc, read as little as possible. */
import { readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** A process that was first seen less long ago is looked at before those that never held a socket. */
const youngMs = 60_000;
/** One in which a wanted socket was found lately is looked at first, and wholly unless it has very many descriptors. */
const recentMs = 60_000;
const fewDescriptors = 256;
/** Sockets that are remembered at most; the oldest are forgotten first. */
const mostSockets = 50_000;

interface Process {
  readonly firstMs: number;
  /** Descriptors that have been read. */
  descriptors: Set<string>;
  hasSockets: boolean;
  /** When a wanted socket was last found in it. */
  foundMs: number;
}

interface Pass {
  readonly pids: readonly number[];
  /** All descriptors are read, not only new ones: a number may have been given again. */
  readonly isComplete: (pid: number) => boolean;
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
   * Looks for the holders of sockets: first in processes in which others were found lately, then among new descriptors of young
   * processes and of those that hold sockets, then of all, then among all descriptors. `isThorough` false: only in the first and
   * in processes never seen before, for sockets that may be gone by now.
   */
  locate(wanted: ReadonlySet<number>, nowMs: number, isThorough: boolean): void {
    const missing = new Set([...wanted].filter((inode) => !this.holders.has(inode)));
    this.readPass(this.recent(nowMs), missing, nowMs);
    if (missing.size === 0) return;
    const pids = this.listPids();
    this.forget(new Set(pids));
    for (const pass of this.plan(pids, nowMs, isThorough)) this.readPass(pass, missing, nowMs);
  }

  private recent(nowMs: number): Pass {
    const found = [...this.processes].filter(([, { foundMs }]) => nowMs - foundMs < recentMs);
    return {
      pids: found.sort(([, a], [, b]) => b.foundMs - a.foundMs).map(([pid]) => pid),
      isComplete: (pid) => this.sizeOf(pid) <= fewDescriptors,
    };
  }

  private plan(pids: readonly number[], nowMs: number, isThorough: boolean): Pass[] {
    const isLikely = (pid: number): boolean => {
      const known = this.processes.get(pid);
      return known === undefined || known.hasSockets || nowMs - known.firstMs < youngMs;
    };
    const onlyNew = () => false;
    if (!isThorough) return [{ pids: pids.filter((pid) => !this.processes.has(pid)), isComplete: onlyNew }];
    return [
      { pids: pids.filter(isLikely), isComplete: onlyNew },
      { pids: pids.filter((pid) => !isLikely(pid)), isComplete: onlyNew },
      { pids: [...pids].sort((a, b) => this.sizeOf(a) - this.sizeOf(b)), isComplete: () => true },
    ];
  }

  private sizeOf(pid: number): number {
    return this.processes.get(pid)?.descriptors.size ?? 0;
  }

  private readPass({ pids, isComplete }: Pass, missing: Set<number>, nowMs: number): void {
    for (const pid of pids) {
      if (missing.size === 0) return;
      this.read(pid, isComplete(pid), missing, nowMs);
    }
  }

  /** Reads the descriptors of a process that are new, or all; takes what it finds out of `missing`. */
  private read(pid: number, isComplete: boolean, missing: Set<number>, nowMs: number): void {
    const names = this.listDescriptors(pid);
    if (names === null) {
      this.processes.delete(pid);
      return;
    }
    const known = this.processes.get(pid) ?? {
      ...{ firstMs: nowMs, descriptors: new Set<string>(), hasSockets: false, foundMs: Number.NEGATIVE_INFINITY },
    };
    for (const fd of names) {
      if (!isComplete && known.descriptors.has(fd)) continue;
      const inode = this.readSocket(pid, fd);
      if (inode === null) continue;
      known.hasSockets = true;
      // Of several that hold it, whoever was seen with it first keeps it.
      if (!this.holders.has(inode)) this.holders.set(inode, pid);
      if (missing.delete(inode)) known.foundMs = nowMs;
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
