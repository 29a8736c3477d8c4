/**
 * Stratum V2 in plain text: the SetupConnection message that opens a connection to a pool (Stratum V2 specification, 3.2
 * framing and 3.6.1 SetupConnection). Usually the Noise handshake hides it; then there is nothing to read.
 */
import type { DialectMessage } from './dialect-message';
import { latin1Text } from './latin1-text';
import { readUint16Le, readUint32Le } from './read-integer';

const headerBytes = 6;
const fixedBytes = 11;
const fewestBytes = 16;
const mostBytes = 1300;
/** REQUIRES_STANDARD_JOBS, REQUIRES_WORK_SELECTION, REQUIRES_VERSION_ROLLING. */
const knownFlags = 0b111;

/** `partial`: the bytes so far fit and the message goes on behind them. */
export type SetupConnection =
  | { readonly kind: 'none' }
  | { readonly kind: 'partial' }
  | { readonly kind: 'found'; readonly message: DialectMessage };

/** Reads a SetupConnection of the mining protocol at `from`, only if every length in it is exact. */
export function readSetupConnection(data: Uint8Array, from: number, to: number): SetupConnection {
  const prefix = [0, 0, 0];
  for (let i = 0; i < prefix.length; i++) {
    if (from + i >= to) return { kind: 'partial' };
    if (data[from + i] !== prefix[i]) return { kind: 'none' };
  }
  if (to - from < headerBytes) return { kind: 'partial' };
  const length = readUint16Le(data, from + 3) | (data[from + 5] << 16);
  if (length < fewestBytes || length > mostBytes) return { kind: 'none' };
  const start = from + headerBytes;
  if (to - start < fixedBytes) return { kind: 'partial' };
  const hasHead =
    data[start] === 0 &&
    readUint16Le(data, start + 1) === 2 &&
    readUint16Le(data, start + 3) === 2 &&
    readUint32Le(data, start + 5) <= knownFlags;
  if (!hasHead) return { kind: 'none' };
  if (to - start < length) return { kind: 'partial' };
  return readTexts(data, start + 9, start + length);
}

/** Endpoint host, port, vendor, hardware version, firmware and device id: texts with a length byte before each. */
function readTexts(data: Uint8Array, from: number, to: number): SetupConnection {
  const texts: string[] = [];
  let at = from;
  for (let i = 0; i < 5; i++) {
    if (i === 1) at += 2;
    if (at >= to) return { kind: 'none' };
    const end = at + 1 + data[at];
    if (end > to) return { kind: 'none' };
    const text = latin1Text(data, at + 1, end);
    if (!/^[\x20-\x7e]*$/.test(text)) return { kind: 'none' };
    texts.push(text);
    at = end;
  }
  const [host, vendor, , firmware] = texts;
  if (at !== to || host === '') return { kind: 'none' };
  const agent = firmware === '' ? vendor : `${vendor} ${firmware}`;
  return { kind: 'found', message: { dialect: 'stratum-v2', role: 'handshake', name: 'SetupConnection', agent } };
}
