/** What a TLS server answers a ClientHello with, as far as it is readable: up to TLS 1.2 that includes its certificate. */
import { findCertificate, type FoundCertificate } from './tls-certificate';
import { handshakeHeaderBytes, joinHandshake, numberAt } from './tls-records';

export interface TlsAnswer {
  /** The version that was agreed on, 0x0303 for TLS 1.2; 0 when the ServerHello is not all there. */
  readonly version: number;
  /** The server's own certificate; null in TLS 1.3, where a session is resumed, and as long as it is not all there. */
  readonly certificate: FoundCertificate | null;
  /** Nothing more will come of it. */
  readonly isOver: boolean;
}

const tls13 = 0x0304;
const serverHello = 2;
const certificateMessage = 11;
const versionsExtension = 43;

/** Reads the records from `from` on; the leaf of the chain is enough, and of that its names. */
export function readTlsAnswer(data: Uint8Array, from: number, to: number): TlsAnswer {
  const { bytes, isOver } = joinHandshake(data, from, to);
  let version = 0;
  for (let at = 0; at + handshakeHeaderBytes <= bytes.length;) {
    const start = at + handshakeHeaderBytes;
    const end = start + numberAt(bytes, at + 1, 3);
    if (bytes[at] === certificateMessage) {
      // Two lengths of three bytes precede it: of the list, and of the first certificate.
      const leaf = start + 6;
      const leafEnd = Math.min(end, leaf + numberAt(bytes, start + 3, 3));
      const certificate = findCertificate(bytes, leaf, Math.min(leafEnd, bytes.length));
      return { version, certificate, isOver: isOver || certificate !== null || bytes.length >= leafEnd };
    }
    if (bytes[at] !== serverHello) return { version, certificate: null, isOver: true };
    if (end > bytes.length) break;
    version = readVersion(bytes.subarray(0, end), start);
    // From TLS 1.3 on, all that follows is encrypted.
    if (version >= tls13) return { version, certificate: null, isOver: true };
    at = end;
  }
  return { version, certificate: null, isOver };
}

/** Walks over version, random, session id, cipher suite and compression to the extension that tells TLS 1.3. */
function readVersion(hello: Uint8Array, start: number): number {
  let at = start + 2 + 32;
  at += 1 + numberAt(hello, at, 1) + 2 + 1 + 2;
  while (at + 4 <= hello.length) {
    if (numberAt(hello, at, 2) === versionsExtension) {
      const version = numberAt(hello, at + 4, 2);
      // Drafts of TLS 1.3 are numbered 0x7f.. and otherwise the same.
      return version >> 8 === 0x7f ? tls13 : version;
    }
    at += 4 + numberAt(hello, at + 2, 2);
  }
  return numberAt(hello, start, 2);
}
