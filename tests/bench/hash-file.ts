import { closeSync, openSync, readSync } from 'node:fs';
import { formatDigest } from '../../main/similarity/tlsh/format-digest';
import { TlshHasher } from '../../main/similarity/tlsh/tlsh-hasher';

const buffer = new Uint8Array(1 << 20);

/** Reads a file a megabyte at a time and returns its digest as text, or why there is none. */
export function hashFile(path: string): string {
  const hasher = new TlshHasher();
  const handle = openSync(path, 'r');
  for (let read = 0; (read = readSync(handle, buffer)) > 0;) hasher.update(buffer.subarray(0, read));
  closeSync(handle);
  const result = hasher.finish();
  return result.kind === 'digest' ? formatDigest(result.digest) : result.reason;
}
