/** The owner of a connection on Linux: the kernel's socket tables, and the descriptors of processes. */
import type { ConnectionEnds, ConnectionOwner, LocalProgram, OwnerAnswer } from '../connection-owner';
import { readOwnAddresses } from '../own-addresses';
import { findSocket, type KernelSocket } from './find-socket';
import { type Namespace, NetworkNamespaces } from './network-namespaces';
import { ReadBudget } from './read-budget';
import { ProgramReader } from './read-program-linux';
import { SocketHolders } from './socket-holders';

/** Requests that come within this time are looked at together. */
const gatherMs = 100;
const leastApartMs = 200;
/** The packets of a connection may be seen before its socket is in the table, and the table before the descriptor. */
const mostTries = 3;
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
  readonly askedMs: number;
  /** In the tables as last read. */
  isLookedFor: boolean;
  tries: number;
}

export class LinuxOwner implements ConnectionOwner {
  private readonly namespaces: NetworkNamespaces;
  private readonly holders: SocketHolders;
  private readonly programs: ProgramReader;
  private readonly localAddresses: () => ReadonlySet<string>;
  private waiting: Request[] = [];
  private timer: { readonly timeout: NodeJS.Timeout; readonly dueMs: number } | null = null;
  /** As of the last reading. */
  private tables: readonly Namespace[] = [];
  private nextReadMs = Number.NEGATIVE_INFINITY;
  private readonly budget = new ReadBudget();
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
      this.waiting.push({ ends, answer, askedMs: performance.now(), isLookedFor: false, tries: 0 });
      this.plan(gatherMs);
    });
  }

  /** What is known of a process; null when there is none of this number. */
  describeProgram(pid: number): LocalProgram | null {
    return this.programs.read(pid);
  }

  dispose(): void {
    this.isDisposed = true;
    if (this.timer !== null) clearTimeout(this.timer.timeout);
    for (const { answer } of this.waiting.splice(0)) answer({ kind: 'unknown', reason: 'gone' });
  }

  /** Looks at the requests after this time, or before where that was planned. */
  private plan(delayMs: number): void {
    const dueMs = performance.now() + delayMs;
    if (this.timer !== null && this.timer.dueMs <= dueMs) return;
    if (this.timer !== null) clearTimeout(this.timer.timeout);
    this.timer = { timeout: setTimeout(() => this.resolve(), delayMs), dueMs };
  }

  /** Answers what can be answered from the tables as last read, or read anew if it is time; the rest waits for the next reading. */
  private resolve(): void {
    const beganMs = performance.now();
    const began = process.cpuUsage();
    this.timer = null;
    const isFresh = beganMs >= this.nextReadMs;
    const local = this.localAddressesAt(beganMs);
    if (isFresh) this.tables = this.namespaces.read(beganMs, local);
    // Those that were looked for in these tables are not in them.
    const requests = this.waiting.filter(({ isLookedFor }) => isFresh || !isLookedFor);
    this.waiting = this.waiting.filter((request) => !requests.includes(request));
    const sockets = requests.map(({ ends }) => find(this.tables, ends));
    // They are not looked at any further: that would be of another moment.
    for (const { close } of this.tables) close();
    const wanted = new Set(sockets.flatMap((socket) => (socket && socket.inode > 0 ? [socket.inode] : [])));
    this.holders.locate(wanted, beganMs, isFresh);
    for (const [at, request] of requests.entries()) {
      const answer = this.judge(request.ends, sockets[at]);
      request.isLookedFor = true;
      if (isFresh) request.tries++;
      if (this.isFinal(answer, request, isFresh)) request.answer(answer);
      else this.waiting.push(request);
    }
    const nowMs = performance.now();
    if (isFresh) {
      const { user, system } = process.cpuUsage(began);
      const apartMs = this.budget.spend(beganMs, (user + system) / 1000);
      this.nextReadMs = beganMs + Math.max(leastApartMs, apartMs);
    }
    if (this.waiting.length > 0) this.plan(Math.max(0, this.nextReadMs - nowMs));
  }

  private isFinal(answer: OwnerAnswer, { askedMs, tries }: Request, isFresh: boolean): boolean {
    if (answer.kind === 'known') return true;
    // A guest may have been started a moment ago.
    if (answer.reason === 'not-this-computer') return this.namespaces.refreshedMs >= askedMs;
    return isFresh && (answer.reason !== 'gone' || tries >= mostTries);
  }

  private judge(ends: ConnectionEnds, socket: KernelSocket | null): OwnerAnswer {
    if (socket === null) {
      const { client, server } = ends;
      const isLocal = this.tables.some(({ has }) => has(client.address) || has(server.address));
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
function find(namespaces: readonly Namespace[], { protocol, client, server }: ConnectionEnds): KernelSocket | null {
  if (protocol === 'other') return null;
  let ended: KernelSocket | null = null;
  for (const [local, remote] of [
    [client, server],
    [server, client],
  ]) {
    for (const { has, tables } of namespaces) {
      const socket = has(local.address) ? findSocket(tables, protocol, local, remote) : null;
      if (socket !== null && socket.inode > 0) return socket;
      ended ??= socket;
    }
  }
  return ended;
}
