import { createHash } from 'node:crypto';
import type { FileReason } from '../../../shared/similarity';
import type { Executable } from '../formats/executable';
import type { FoundTrait } from '../formats/found-trait';
import { createTraitScanner } from '../formats/trait-scanner';
import type { TlshDigest } from '../tlsh/tlsh-digest';
import { TlshHasher, type TlshResult } from '../tlsh/tlsh-hasher';

/** What one pass over a file gives. Hash and digest are null where only a part was read. */
export interface DigestedFile {
  readonly sha256: string | null;
  readonly digest: TlshDigest | null;
  readonly noDigest: Extract<FileReason, { code: 'too-small' | 'too-uniform' | 'too-large' }> | null;
  /** Digest of the executable without what is appended to it; null where nothing is, or it has none. */
  readonly imageDigest: TlshDigest | null;
  readonly traits: readonly FoundTrait[];
}

/** Makes everything that needs all bytes of a file in one pass over them. */
export class FileDigester {
  private readonly sha256 = createHash('sha256');
  private readonly tlsh = new TlshHasher();
  private readonly traits = createTraitScanner();
  private readonly imageBytes: number;
  private image: TlshResult | null = null;
  private seen = 0;

  /** `size`: bytes of the file. If only its beginning will come (not `isWhole`), there is no hash and no digest of it. */
  constructor(
    executable: Executable,
    private readonly size: number,
    private readonly isWhole: boolean,
  ) {
    this.imageBytes = executable.overlay?.offset ?? nowhere;
  }

  /** The next bytes of the file. */
  update(bytes: Uint8Array): void {
    this.traits.update(isBlank(bytes) ? bytes.subarray(0, blankBytes) : bytes);
    if (this.isWhole) this.sha256.update(bytes);
    const left = this.imageBytes - this.seen;
    if (left >= 0 && left <= bytes.length) {
      this.tlsh.update(bytes.subarray(0, left));
      this.image ??= this.tlsh.finish();
      if (this.isWhole) this.tlsh.update(bytes.subarray(left));
    } else if (this.isWhole || left > 0) this.tlsh.update(bytes);
    this.seen += bytes.length;
  }

  finish(): DigestedFile {
    const imageDigest = this.image?.kind === 'digest' ? this.image.digest : null;
    const traits = this.traits.finish();
    if (!this.isWhole) {
      const noDigest = { code: 'too-large', bytes: this.size, readBytes: this.seen } as const;
      return { sha256: null, digest: null, noDigest, imageDigest, traits };
    }
    const sha256 = this.sha256.digest('hex');
    const result = this.tlsh.finish();
    if (result.kind === 'digest') return { sha256, digest: result.digest, noDigest: null, imageDigest, traits };
    const isSmall = result.reason === 'too-small';
    const noDigest = isSmall ? ({ code: 'too-small', bytes: this.seen } as const) : ({ code: 'too-uniform' } as const);
    return { sha256, digest: null, noDigest, imageDigest, traits };
  }
}

/** Where nothing is appended. */
const nowhere = -1;

/** Zeros hold no traits. A few of them do for many: they only keep apart what is before and after them. */
const blankBytes = 4096;
const blank = new Uint8Array(256 * 1024);

/** Holes of sparse files are read as zeros, a hundred times as fast as other bytes. */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.length <= blank.length && Buffer.compare(bytes, blank.subarray(0, bytes.length)) === 0;
}
