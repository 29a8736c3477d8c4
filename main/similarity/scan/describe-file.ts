import type { ScannedFile } from '../../../shared/similarity';
import type { Executable } from '../formats/executable';
import { formatDigest } from '../tlsh/format-digest';
import type { Comparer } from './comparer';
import type { DigestedFile } from './file-digester';

export interface ReadFile {
  /** As shown. */
  readonly path: string;
  readonly executable: Executable;
  readonly digested: DigestedFile;
  readonly comparer: Comparer;
}

/** The result of a scan for a file that was read. */
export function describeFile({ path, executable, digested, comparer }: ReadFile): ScannedFile {
  const { sha256, digest, noDigest, imageDigest, traits } = digested;
  return {
    path,
    size: executable.size,
    sha256,
    tlsh: digest === null ? null : formatDigest(digest),
    format: executable.format,
    ...comparer.assess({ noDigest, executable, traits }, digest, imageDigest),
  };
}
