/** What TLS settings of a conversation mean in node's words. */
import { constants } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionOptions, TlsOptions } from 'node:tls';
import type { Conversation } from '../plan/conversation';

const cbcCiphers = 'ECDHE-RSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA256:ECDHE-RSA-AES256-SHA:ECDHE-ECDSA-AES256-SHA';
const shortCiphers = 'TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:ECDHE+AESGCM:ECDHE+CHACHA20';

export function clientTlsOptions(conversation: Conversation): ConnectionOptions {
  const { carriage, habits } = conversation;
  const { tls } = carriage;
  if (tls === null) return {};
  return {
    ...versions(tls.version),
    servername: tls.serverName ?? '',
    ALPNProtocols: tls.alpn.length > 0 ? alpnOf(conversation) : undefined,
    ciphers: tls.isCbc ? cbcCiphers : habits.hasShortCipherList ? shortCiphers : undefined,
    ecdhCurve: habits.curves,
    // Miners and devices rarely check; what is sent is the same.
    rejectUnauthorized: false,
  };
}

export function serverTlsOptions(conversation: Conversation, certificateFolder: string): TlsOptions {
  const { carriage, habits } = conversation;
  const { tls } = carriage;
  if (tls === null) return {};
  const name = join(certificateFolder, String(habits.certificate));
  return {
    ...versions(tls.version),
    cert: readFileSync(`${name}.crt`),
    key: readFileSync(`${name}.key`),
    ALPNProtocols: tls.alpn.length > 0 ? alpnOf(conversation) : undefined,
    ciphers: tls.isCbc ? cbcCiphers : undefined,
    secureOptions: tls.tickets.length === 0 ? constants.SSL_OP_NO_TICKET : undefined,
  };
}

/** WebSockets need HTTP/1.1; node can't upgrade h2. */
function alpnOf({ carriage }: Conversation): string[] {
  return carriage.webSocket === null ? [...(carriage.tls?.alpn ?? [])] : ['http/1.1'];
}

function versions(version: '1.2' | '1.3'): { minVersion: 'TLSv1.2'; maxVersion: 'TLSv1.2' | 'TLSv1.3' } {
  return { minVersion: 'TLSv1.2', maxVersion: version === '1.3' ? 'TLSv1.3' : 'TLSv1.2' };
}
