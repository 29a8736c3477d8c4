/** The owner of a connection on systems where only a program of the system tells: asked seldom, for all connections at once. */
import type { Endpoint } from '../../../shared/connection';
import type { ConnectionEnds, LocalProgram, OwnerAnswer } from '../connection-owner';
import { readOwnAddresses } from '../own-addresses';
import type { ProgramFinder } from './create-connection-owner';

/** A socket with its process. A remote end of null: a datagram socket that serves everybody, or whose other end is not told. */
export interface OwnedSocket {
  readonly protocol: 'tcp' | 'udp';
  readonly local: Endpoint;
  readonly remote: Endpoint | null;
  readonly pid: number;
}

/** How a system is asked. Both give null where the system's program failed. */
export interface SystemTables {
  readSockets(): Promise<OwnedSocket[] | null>;
  readPrograms(): Promise<LocalProgram[] | null>;
}

/** A table is used for so long. */
const tableMs = 2000;
/** Sockets that are no longer listed are remembered for late requests. */
const keepMs = 30_000;
/** A connection that is not listed yet is looked for once more. */
const tries = 2;

export class PolledOwner implements ProgramFinder {
  /** A process of null: several serve the same address and port, as with multicast DNS. */
  private readonly sockets = new Map<string, { pid: number | null; seenMs: number }>();
  private programs = new Map<number, LocalProgram>();
  private reading: Promise<boolean> | null = null;
  private isDisposed = false;

  constructor(private readonly tables: SystemTables) {}

  async ownerOf(ends: ConnectionEnds): Promise<OwnerAnswer> {
    if (ends.protocol === 'other') return { kind: 'unknown', reason: 'not-supported' };
    if (!this.isOurs(ends)) return { kind: 'unknown', reason: 'not-this-computer' };
    for (let attempt = 0; attempt < tries && !this.isDisposed; attempt++) {
      const answer = this.answer(ends);
      if (answer.kind === 'known' || answer.reason === 'shared') return answer;
      if (!(await this.read())) return { kind: 'unknown', reason: 'tool-failed' };
    }
    return this.answer(ends);
  }

  /** From what was read last. */
  private answer(ends: ConnectionEnds): OwnerAnswer {
    const pid = this.find(ends);
    if (pid === undefined) return { kind: 'unknown', reason: 'gone' };
    if (pid === null) return { kind: 'unknown', reason: 'shared' };
    const program = this.programs.get(pid);
    return program === undefined ? { kind: 'unknown', reason: 'no-permission' } : { kind: 'known', program };
  }

  describeProgram(pid: number): LocalProgram | null {
    return this.programs.get(pid) ?? null;
  }

  dispose(): void {
    this.isDisposed = true;
  }

  /** Reads both tables, at most once in `tableMs`; false where the system's program failed. */
  private read(): Promise<boolean> {
    this.reading ??= this.readNow().finally(() => {
      setTimeout(() => (this.reading = null), tableMs).unref();
    });
    return this.reading;
  }

  private async readNow(): Promise<boolean> {
    const [sockets, programs] = await Promise.all([this.tables.readSockets(), this.tables.readPrograms()]);
    if (sockets === null || programs === null) return false;
    const nowMs = performance.now();
    for (const [key, pid] of ownersByKey(sockets)) this.sockets.set(key, { pid, seenMs: nowMs });
    for (const [key, { seenMs }] of this.sockets) if (nowMs - seenMs > keepMs) this.sockets.delete(key);
    this.programs = new Map(programs.map((program) => [program.pid, program]));
    return true;
  }

  /** undefined: not listed. */
  private find({ protocol, client, server }: ConnectionEnds): number | null | undefined {
    if (protocol === 'other') return undefined;
    for (const [local, remote] of [
      [client, server],
      [server, client],
    ]) {
      const wildcard = { address: '*', port: local.port };
      const keys = [keyOf(protocol, local, remote)];
      if (protocol === 'udp') keys.push(keyOf(protocol, local, null), keyOf(protocol, wildcard, null));
      for (const key of keys) {
        const socket = this.sockets.get(key);
        if (socket !== undefined) return socket.pid;
      }
    }
    return undefined;
  }

  private isOurs({ client, server }: ConnectionEnds): boolean {
    const own = readOwnAddresses();
    return own.has(client.address) || own.has(server.address);
  }
}

/** null: several processes serve one address and port. A connection has one owner, also where its children inherit it. */
function ownersByKey(sockets: readonly OwnedSocket[]): Map<string, number | null> {
  const owners = new Map<string, number | null>();
  for (const { protocol, local, remote, pid } of sockets) {
    const key = keyOf(protocol, local, remote);
    const isShared = remote === null && owners.has(key) && owners.get(key) !== pid;
    owners.set(key, isShared ? null : pid);
  }
  return owners;
}

function keyOf(protocol: string, local: Endpoint, remote: Endpoint | null): string {
  return `${protocol} ${local.address}|${local.port} ${remote === null ? '*' : `${remote.address}|${remote.port}`}`;
}
