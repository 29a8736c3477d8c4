/** The owner of a connection on Linux: the kernel's socket tables, and the descriptors of processes. */
import type { ConnectionEnds, ConnectionOwner, LocalProgram, OwnerAnswer } from '../connection-owner';
import { readOwnAddresses } from '../own-addresses';
import { findSocket, type KernelSocket, type SocketTables } from './find-socket';
import { NetworkNamespaces } from './network-namespaces';
import { ProgramReader } from './read-program-linux';
import { SocketHolders } from './socket-holders';

/** Requests that come together are answered together; they wait longer where answering costs much: at most this share of a core. */
const leastGatherMs = 100;
const mostGatherMs = 600;
const costShare = 0.015;
/** The packets of a connection may be seen before its socket is in the table, and the table before the descriptor. */
const retryMs = [200, 500] as const;
/** Which interfaces there are changes seldom. */
const addressesMs = 5000;

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
  private gatherMs = leastGatherMs;
  private addresses: { readonly local: ReadonlySet<string>; readonly readMs: number } | null = null;
  private isDisposed = false;

  constructor({ root = '/proc', namesFolder = '/run/netns', usersFile, localAddresses }: LinuxOwnerOptions = {}) {
    this.namespaces = new NetworkNamespaces(root, namesFolder);
    this.holders = new SocketHolders(root);
    this.programs = new ProgramReader(root, this.namespaces, usersFile);
    this.localAddresses = localAddresses ?? readOwnAddresses;
  }

  ownerOf(ends: ConnectionEnds): Promise<OwnerAnswer> {
    if (this.isDisposed || ends.protocol === 'other')
      return Promise.resolve({ kind: 'unknown', reason: 'not-supported' });
    return new Promise((answer) => {
      this.waiting.push({ ends, answer, tries: 0 });
      this.gathering ??= setTimeout(() => this.resolve(), this.gatherMs);
    });
  }

  /** What is known of a process; null when there is none of this number. */
  describeProgram(pid: number): LocalProgram | null {
    return this.programs.read(pid);
  }

  dispose(): void {
    this.isDisposed = true;
    if (this.gathering !== null) clearTimeout(this.gathering);
    for (const { answer } of this.waiting.splice(0)) answer({ kind: 'unknown', reason: 'gone' });
  }

  /** Answers what can be answered now; the rest is tried again later. */
  private resolve(): void {
    const beganMs = performance.now();
    this.gathering = null;
    const requests = this.waiting.splice(0);
    const tables = this.namespaces.readTables(beganMs);
    const local = this.localAddressesAt(beganMs);
    const isOurs = ({ client, server }: ConnectionEnds): boolean =>
      this.namespaces.hasOthers || local.has(client.address) || local.has(server.address);
    const sockets = requests.map(({ ends }) => (isOurs(ends) ? find(tables, ends) : null));
    const wanted = new Set(sockets.flatMap((socket) => (socket && socket.inode > 0 ? [socket.inode] : [])));
    this.holders.locate(wanted, beganMs);
    for (const [at, request] of requests.entries()) {
      const answer = this.judge(request.ends, sockets[at], local);
      if (answer.kind === 'unknown' && answer.reason === 'gone' && request.tries < retryMs.length)
        this.tryAgain(request);
      else request.answer(answer);
    }
    const costMs = performance.now() - beganMs;
    this.gatherMs = Math.min(mostGatherMs, Math.max(leastGatherMs, costMs / costShare));
  }

  private tryAgain(request: Request): void {
    setTimeout(() => {
      if (this.isDisposed) request.answer({ kind: 'unknown', reason: 'gone' });
      this.waiting.push(request);
      this.gathering ??= setTimeout(() => this.resolve(), this.gatherMs);
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

  private localAddressesAt(nowMs: number): ReadonlySet<string> {
    if (this.addresses === null || nowMs - this.addresses.readMs > addressesMs) {
      this.addresses = { local: this.localAddresses(), readMs: nowMs };
    }
    return this.addresses.local;
  }
}

/** The client's socket before the server's: on a connection within this machine the client is who began it. */
function find(tables: readonly SocketTables[], { protocol, client, server }: ConnectionEnds): KernelSocket | null {
  if (protocol === 'other') return null;
  let ended: KernelSocket | null = null;
  for (const [local, remote] of [
    [client, server],
    [server, client],
  ]) {
    for (const table of tables) {
      const socket = findSocket(table, protocol, local, remote);
      if (socket !== null && socket.inode > 0) return socket;
      ended ??= socket;
    }
  }
  return ended;
}
