/** Finds a connection in the text of a kernel socket table without taking the table apart. */
import type { Endpoint } from '../../../shared/connection';
import { toKernelEndpoint } from './kernel-endpoint';

/** A socket as `/proc/net/tcp` and its kin list it. */
export interface KernelSocket {
  /** 0: nobody holds it any more (TIME_WAIT and the like). */
  readonly inode: number;
  readonly uid: number;
}

export type TableName = 'tcp' | 'tcp6' | 'udp' | 'udp6';

/** The text of a table of one network namespace at one moment; empty where there is none. */
export type SocketTables = (name: TableName) => string;

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
    const text = tables(isIpv6 ? `${protocol}6` : protocol);
    if (text === '') continue;
    const found = readLine(text, `${localText} ${remoteText} `);
    if (found !== null) return found;
    if (isTcp) continue;
    const nobody = '0'.repeat(isIpv6 ? 32 : 8);
    const port = localText.slice(-5);
    const served = readLine(text, `${localText} ${nobody}:0000 `) ?? readLine(text, `${nobody}${port} ${nobody}:0000 `);
    if (served !== null) return served;
  }
  return null;
}

/** `sl local remote st queues timer retransmissions uid timeout inode ...`, from the local address on. */
function readLine(text: string, ends: string): KernelSocket | null {
  let best: KernelSocket | null = null;
  for (let at = text.indexOf(` ${ends}`); at >= 0; at = text.indexOf(` ${ends}`, at + 1)) {
    const lineEnd = text.indexOf('\n', at);
    const fields = text
      .slice(at + 1, lineEnd < 0 ? undefined : lineEnd)
      .trim()
      .split(/\s+/);
    const [uid, inode] = [Number(fields[6]), Number(fields[8])];
    if (!Number.isSafeInteger(uid) || !Number.isSafeInteger(inode)) continue;
    best = { uid, inode };
    // Beside one that waits for its end there may be its successor.
    if (inode !== 0) break;
  }
  return best;
}
