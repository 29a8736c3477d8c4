import { parseDigest } from '../tlsh/parse-digest';
import type { TlshDigest } from '../tlsh/tlsh-digest';

/** The digest of a text that was checked before. @throws Error when it is none: a bug of the caller. */
export function readDigest(text: string): TlshDigest {
  const digest = parseDigest(text);
  if (digest === null) throw new Error(`${text} is no digest.`);
  return digest;
}
