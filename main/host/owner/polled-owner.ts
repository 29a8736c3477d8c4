/** The owner of a connection on systems where only a program of the system tells: asked seldom, for all connections at once. */
import type { Endpoint } from '../../../shared/connection';
import type { ConnectionEnds, LocalProgram, OwnerAnswer } from '../connection-owner';
import { readOwnAddresses } from '../own-addresses';
import type { ProgramFinder } from './create-connection-owner';

/** A socket with its process. A remote end of null: a datagram socket that serves everybody. */
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
  private readonly sockets = new Map<string, { pid: number; seenMs: number }>();
  private programs = new Map<number, LocalProgram>();
  private reading: Promise<boolean> | null = null;
  private isDisposed = false;

  constructor(private readonly tables: SystemTables) {}

  async ownerOf(ends: ConnectionEnds): Promise<OwnerAnswer> {
    if (ends.protocol === 'other') return { kind: 'unknown', reason: 'not-supported' };
    if (!this.isOurs(ends)) return { kind: 'unknown', reason: 'not-this-computer' };
    for (let attempt = 0; attempt < tries && !this.isDisposed; attempt++) {
      const pid = this.find(ends);
      const program = pid === null ? undefined : this.programs.get(pid);
      if (program !== undefined) return { kind: 'known', program };
      if (!(await this.read())) return { kind: 'unknown', reason: 'tool-failed' };
    }
    const pid = this.find(ends);
    const program = pid === null ? undefined : this.programs.get(pid);
    if (program !== undefined) return { kind: 'known', program };
    return { kind: 'unknown', reason: pid === null ? 'gone' : 'no-permission' };
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
    for (const { protocol, local, remote, pid } of sockets) {
      this.sockets.set(keyOf(protocol, local, remote), { pid, seenMs: nowMs });
    }
    for (const [key, { seenMs }] of this.sockets) if (nowMs - seenMs > keepMs) this.sockets.delete(key);
    this.programs = new Map(programs.map((program) => [program.pid, program]));
    return true;
  }

  private find({ protocol, client, server }: ConnectionEnds): number | null {
    if (protocol === 'other') return null;
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
    return null;
  }

  private isOurs({ client, server }: ConnectionEnds): boolean {
    const own = readOwnAddresses();
    return own.has(client.address) || own.has(server.address);
  }
}

function keyOf(protocol: string, local: Endpoint, remote: Endpoint | null): string {
  return `${protocol} ${local.address}|${local.port} ${remote === null ? '*' : `${remote.address}|${remote.port}`}`;
}
