import { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import type { RandomAccess } from '../formats/random-access';
import { ArchiveFailure } from './archive-failure';
import type { ArchiveMember } from './archive-member';
import { decodeName } from './decode-name';
import { readPieces, type Pieces } from './pieces';

/**
 * The files of a zip, by its directory. Compressed sizes that add up to more than the zip come from entries that lie over
 * each other, as in a bomb: then it ends with `archive-too-large`.
 */
export async function* readZip(access: RandomAccess): AsyncGenerator<ArchiveMember, void, undefined> {
  const zip = await openZip(access);
  let packedBytes = 0;
  try {
    for (let entry = await nextEntry(zip); entry !== null; entry = await nextEntry(zip)) {
      const name = decodeName(entry.fileNameRaw);
      if (name.endsWith('/')) continue;
      packedBytes += entry.compressedSize;
      if (packedBytes > access.size) throw new ArchiveFailure('archive-too-large');
      yield describeEntry(zip, entry, name);
    }
  } finally {
    zip.close();
  }
}

function describeEntry(zip: ZipFile, entry: Entry, name: string): ArchiveMember {
  const member = { name, size: entry.uncompressedSize, open: () => readEntry(zip, entry) };
  if (entry.isEncrypted()) return { ...member, skip: 'archive-encrypted' };
  return entry.canDecodeFileData() ? member : { ...member, skip: 'archive-unsupported' };
}

async function* readEntry(zip: ZipFile, entry: Entry): Pieces {
  for await (const piece of await zip.openReadStreamPromise(entry)) yield piece as Uint8Array;
}

async function openZip(access: RandomAccess): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
  const zip = await fromRandomAccessReaderPromise(new AccessReader(access), access.size, options);
  zip.on('error', () => {
    // What fails while an entry is awaited is told there.
  });
  return zip;
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      zip.off('entry', onEntry).off('end', onEnd).off('error', onError);
      act();
    };
    const onEntry = (entry: Entry) => settle(() => resolve(entry));
    const onEnd = () => settle(() => resolve(null));
    const onError = (error: Error) => settle(() => reject(explainError(error)));
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
    zip.readEntry();
  });
}

function explainError(error: Error): Error {
  return /encryption/.test(error.message) ? new ArchiveFailure('archive-encrypted') : error;
}

/** Reads by position with bounds: yauzl's own reader throws past every handler at positions beyond 2^53. */
class AccessReader extends RandomAccessReader {
  constructor(private readonly access: RandomAccess) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(readPieces(this.access, start, end));
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const isInside = position >= 0 && position + length <= this.access.size;
    const bytes = isInside ? this.access.read(position, length) : new Uint8Array(0);
    buffer.set(bytes, offset);
    // Not before the caller has returned: directories of many entries would pile up on the stack.
    setImmediate(() => callback(null, bytes.length));
  }
}
