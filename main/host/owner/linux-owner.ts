/** The owner of a connection on Linux: the kernel's socket tables, and the descriptors of processes. */
import { networkInterfaces } from 'node:os';
import type { Endpoint } from '../../../shared/connection';
import type { ConnectionEnds, ConnectionOwner, LocalProgram, OwnerAnswer } from '../connection-owner';
import { findSocket, type KernelSocket, type SocketTables } from './find-socket';
import { NetworkNamespaces } from './network-namespaces';
import { ProgramReader } from './read-program-linux';
import { SocketHolders } from './socket-holders';

/** Requests that come together are answered together. */
const gatherMs = 100;
/** The packets of a connection may be seen before its socket is in the table, and the table before the descriptor. */
const retryMs = [200, 500] as const;
/** While connections are being asked about, sockets are noted for requests that come late, at most so often. */
const noteEveryMs = 1000;
const noteForMs = 30_000;
/** Noting takes at most this share of one core. */
const noteShare = 0.01;
const tablesKept = 3;

export interface LinuxOwnerOptions {
  /** /proc, or a tree like it. */
  readonly root?: string;
  readonly namesFolder?: string;
  readonly usersFile?: string;
  /** This machine's addresses. */
  readonly localAddresses?: () => ReadonlySet<string>;
}

interface Request {
  readonly ends: ConnectionEnds;
  readonly answer: (answer: OwnerAnswer) => void;
  tries: number;
}

export class LinuxOwner implements ConnectionOwner {
  private readonly namespaces: NetworkNamespaces;
  private readonly holders: SocketHolders;
  private readonly programs: ProgramReader;
  private readonly localAddresses: () => ReadonlySet<string>;
  private waiting: Request[] = [];
  private gathering: NodeJS.Timeout | null = null;
  private noting: NodeJS.Timeout | null = null;
  private askedMs = Number.NEGATIVE_INFINITY;
  /** Newest first. */
  private tables: SocketTables[][] = [];
  private isDisposed = false;
  /** Milliseconds of processor time that were spent, for benchmarks. */
  spentMs = 0;

  constructor({ root = '/proc', namesFolder = '/run/netns', usersFile, localAddresses }: LinuxOwnerOptions = {}) {
    this.namespaces = new NetworkNamespaces(root, namesFolder);
    this.holders = new SocketHolders(root);
    this.programs = new ProgramReader(root, this.namespaces, usersFile);
    this.localAddresses = localAddresses ?? readLocalAddresses;
  }

  ownerOf(ends: ConnectionEnds): Promise<OwnerAnswer> {
    if (this.isDisposed || ends.protocol === 'other')
      return Promise.resolve({ kind: 'unknown', reason: 'not-supported' });
    return new Promise((answer) => {
      this.waiting.push({ ends, answer, tries: 0 });
      this.askedMs = performance.now();
      this.gathering ??= setTimeout(() => this.resolve(), gatherMs);
      this.noting ??= setTimeout(() => this.note(), noteEveryMs).unref();
    });
  }

  /** What is known of a process; null when there is none of this number. */
  describeProgram(pid: number): LocalProgram | null {
    return this.programs.read(pid);
  }

  dispose(): void {
    this.isDisposed = true;
    for (const timer of [this.gathering, this.noting]) if (timer !== null) clearTimeout(timer);
    for (const { answer } of this.waiting.splice(0)) answer({ kind: 'unknown', reason: 'gone' });
  }

  /** Answers what can be answered now; the rest is tried again later. */
  private resolve(): void {
    const beganMs = performance.now();
    this.gathering = null;
    const requests = this.waiting.splice(0);
    this.readTables(beganMs);
    const sockets = requests.map(({ ends }) => this.find(ends));
    const wanted = new Set(sockets.flatMap((socket) => (socket && socket.inode > 0 ? [socket.inode] : [])));
    this.holders.scan(wanted, false, beganMs);
    if ([...wanted].some((inode) => this.holders.holderOf(inode) === null)) this.holders.scan(wanted, true, beganMs);
    const local = this.localAddresses();
    for (const [at, request] of requests.entries()) {
      const answer = this.judge(request.ends, sockets[at], local);
      if (answer.kind === 'unknown' && answer.reason === 'gone' && request.tries < retryMs.length)
        this.tryAgain(request);
      else request.answer(answer);
    }
    this.spentMs += performance.now() - beganMs;
  }

  private tryAgain(request: Request): void {
    setTimeout(() => {
      if (this.isDisposed) request.answer({ kind: 'unknown', reason: 'gone' });
      this.waiting.push(request);
      this.gathering ??= setTimeout(() => this.resolve(), 0);
    }, retryMs[request.tries++]).unref();
  }

  private judge(ends: ConnectionEnds, socket: KernelSocket | null, local: ReadonlySet<string>): OwnerAnswer {
    if (socket === null) {
      const isLocal = local.has(ends.client.address) || local.has(ends.server.address);
      return { kind: 'unknown', reason: isLocal ? 'gone' : 'not-this-computer' };
    }
    const pid = this.holders.holderOf(socket.inode);
    const program = pid === null ? null : this.programs.read(pid);
    if (program !== null) return { kind: 'known', program };
    const isForbidden = socket.inode > 0 && pid === null && this.holders.hasDenied;
    return { kind: 'unknown', reason: isForbidden ? 'no-permission' : 'gone' };
  }

  /** The client's socket before the server's: on a connection within this machine the client is who began it. */
  private find({ protocol, client, server }: ConnectionEnds): KernelSocket | null {
    if (protocol === 'other') return null;
    let ended: KernelSocket | null = null;
    const sides: [Endpoint, Endpoint][] = [
      [client, server],
      [server, client],
    ];
    for (const tables of this.tables) {
      for (const [local, remote] of sides) {
        for (const table of tables) {
          const socket = findSocket(table, protocol, local, remote);
          if (socket !== null && socket.inode > 0) return socket;
          ended ??= socket;
        }
      }
    }
    return ended;
  }

  private readTables(nowMs: number): void {
    this.tables = [this.namespaces.readTables(nowMs), ...this.tables.slice(0, tablesKept - 1)];
  }

  /** Notes who holds which socket while it is there. */
  private note(): void {
    this.noting = null;
    const beganMs = performance.now();
    if (this.isDisposed || beganMs - this.askedMs > noteForMs) {
      this.tables = [];
      return;
    }
    this.readTables(beganMs);
    this.holders.scan(new Set(), false, beganMs);
    const spentMs = performance.now() - beganMs;
    this.spentMs += spentMs;
    this.noting = setTimeout(() => this.note(), Math.max(noteEveryMs, spentMs / noteShare)).unref();
  }
}

function readLocalAddresses(): ReadonlySet<string> {
  return new Set(
    Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address)),
  );
}
