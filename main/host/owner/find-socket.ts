/** Finds a connection in the text of a kernel socket table without taking the table apart. */
import type { Endpoint } from '../../../shared/connection';
import { toKernelEndpoint } from './kernel-endpoint';
import type { GrowingText } from './socket-table';

/** A socket as `/proc/net/tcp` and its kin list it. */
export interface KernelSocket {
  /** 0: nobody holds it any more (TIME_WAIT and the like). */
  readonly inode: number;
  readonly uid: number;
}

export type TableName = 'tcp' | 'tcp6' | 'udp' | 'udp6';

/** The tables of one network namespace at about one moment; empty where there is none. */
export type SocketTables = (name: TableName) => GrowingText;

/**
 * The socket of this machine that is at `local` and talks to `remote`, or null. A datagram socket may serve everybody:
 * then its remote end is unspecified, its local address maybe too.
 */
export function findSocket(
  tables: SocketTables,
  protocol: 'tcp' | 'udp',
  local: Endpoint,
  remote: Endpoint,
): KernelSocket | null {
  const isTcp = protocol === 'tcp';
  for (const isIpv6 of [false, true]) {
    const localText = toKernelEndpoint(local, isIpv6);
    const remoteText = toKernelEndpoint(remote, isIpv6);
    if (localText === null || remoteText === null) continue;
    const table = tables(isIpv6 ? `${protocol}6` : protocol);
    const found = readLine(table, `${localText} ${remoteText} `);
    if (found !== null) return found;
    if (isTcp) continue;
    const nobody = '0'.repeat(isIpv6 ? 32 : 8);
    const port = localText.slice(-5);
    const served =
      readLine(table, `${localText} ${nobody}:0000 `) ?? readLine(table, `${nobody}${port} ${nobody}:0000 `);
    if (served !== null) return served;
  }
  return null;
}

/** `sl local remote st queues timer retransmissions uid timeout inode ...`, from the local address on. */
function readLine(table: GrowingText, ends: string): KernelSocket | null {
  const sought = ` ${ends}`;
  let best: KernelSocket | null = null;
  let from = 0;
  for (;;) {
    const at = table.text.indexOf(sought, from);
    const lineEnd = at < 0 ? -1 : table.text.indexOf('\n', at);
    if (lineEnd < 0) {
      from = at < 0 ? Math.max(from, table.text.length - sought.length) : at;
      if (!table.readMore()) return best;
      continue;
    }
    from = at + 1;
    const fields = table.text.slice(from, lineEnd).trim().split(/\s+/);
    const [uid, inode] = [Number(fields[6]), Number(fields[8])];
    if (!Number.isSafeInteger(uid) || !Number.isSafeInteger(inode)) continue;
    best = { uid, inode };
    // Beside one that waits for its end there may be its successor.
    if (inode !== 0) return best;
  }
}
