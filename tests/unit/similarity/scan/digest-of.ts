import { formatDigest } from '../../../../main/similarity/tlsh/format-digest';
import { TlshHasher } from '../../../../main/similarity/tlsh/tlsh-hasher';

/** The digest of bytes that have one. */
export function digestOf(bytes: Uint8Array): string {
  const hasher = new TlshHasher();
  hasher.update(bytes);
  const result = hasher.finish();
  if (result.kind !== 'digest') throw new Error('These bytes have no digest.');
  return formatDigest(result.digest);
}
