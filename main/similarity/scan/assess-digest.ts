import type { FileReason, ScannedFile } from '../../../shared/similarity';
import { formatDigest } from '../tlsh/format-digest';
import { parseDigest } from '../tlsh/parse-digest';
import { defaultVariant } from '../tlsh/tlsh-digest';
import { isSameVariant } from '../tlsh/variants';
import type { Comparer } from './comparer';

/** Judges one line of a list of digests: `digest[,label]`. */
export function assessDigest(line: string, comparer: Comparer): ScannedFile {
  const comma = line.indexOf(',');
  const label = comma < 0 ? '' : line.slice(comma + 1).trim();
  const parsed = parseDigest(comma < 0 ? line : line.slice(0, comma));
  const digest = parsed !== null && isSameVariant(parsed.variant, defaultVariant) ? parsed : null;
  const noDigest: Extract<FileReason, { code: 'bad-digest' }> | null = digest === null ? { code: 'bad-digest' } : null;
  return {
    path: label === '' ? null : label,
    size: null,
    sha256: null,
    tlsh: digest === null ? null : formatDigest(digest),
    format: null,
    ...comparer.assess({ noDigest, executable: null, traits: [] }, digest, null),
  };
}
