/** Regular files, read by position, and whether they stayed the same meanwhile. */
import { closeSync, constants, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs';
import type { SkippedFile } from '../../../shared/similarity';
import type { RandomAccess } from '../formats/random-access';
import { reasonOf } from './walk-files';

/** A pipe that took the file's place would block without O_NONBLOCK; a terminal would become ours without O_NOCTTY. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Opens a file, or says why it can't be read. Anything but a regular file is closed again, unread. */
export function openFile(path: Uint8Array): OpenFile | SkippedFile['reason'] {
  try {
    const descriptor = openSync(Buffer.from(path), flags);
    const stats = fstatSync(descriptor, { bigint: true });
    if (stats.isFile()) return new OpenFile(descriptor, stats);
    closeSync(descriptor);
    return 'special-file';
  } catch (error) {
    return reasonOf(error);
  }
}

export class OpenFile implements RandomAccess {
  /** Bytes, when it was opened; what is added later is not read. */
  readonly size: number;

  constructor(
    readonly descriptor: number,
    private readonly before: BigIntStats,
  ) {
    this.size = Number(before.size);
  }

  read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - offset)));
    try {
      return bytes.subarray(0, this.readInto(bytes, offset));
    } catch {
      return bytes.subarray(0, 0);
    }
  }

  /** Fills `bytes` as far as the file goes and returns how many there were. Throws what the system says. */
  readInto(bytes: Uint8Array, offset: number): number {
    let held = 0;
    while (held < bytes.length) {
      const count = readSync(this.descriptor, bytes, held, bytes.length - held, offset + held);
      if (count === 0) break;
      held += count;
    }
    return held;
  }

  /** True when it was written to since it was opened. */
  hasChanged(): boolean {
    const after = fstatSync(this.descriptor, { bigint: true });
    return after.size !== this.before.size || after.mtimeNs !== this.before.mtimeNs;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
