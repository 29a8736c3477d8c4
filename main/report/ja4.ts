/** JA4, the fingerprint of a TLS client, in the form that other tools show and look up. */
import { createHash } from 'node:crypto';

/** Stands for the hash of an empty list. */
const nothing = '000000000000';

/**
 * Hashes the lists of a raw fingerprint (`JA4_r`) to `t13d1516h2_8daaf6152771_e5627efa2ab1`: SHA-256 over the cipher
 * suites, and over extensions with signature algorithms, 12 hex digits each. Source: FoxIO's technical_details/JA4.md.
 */
export function hashJa4(raw: string): string {
  const [head, ciphers, extensions, ...signatures] = raw.split('_');
  return [head, shortHash(ciphers, ciphers), shortHash(extensions, [extensions, ...signatures].join('_'))].join('_');
}

function shortHash(list: string, text: string): string {
  return list === '' ? nothing : createHash('sha256').update(text).digest('hex').slice(0, 12);
}
