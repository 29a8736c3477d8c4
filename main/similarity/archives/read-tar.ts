import { extract, type Extract } from 'tar-stream';
import { archiveReasonOf, ArchiveFailure } from './archive-failure';
import type { ArchiveMember } from './archive-member';
import type { Pieces } from './pieces';

/** A tar ends with blocks of zeros. */
const blockBytes = 512;

/**
 * The regular files of a tar, in its order. Links, devices and folders are passed over.
 * @throws ArchiveFailure where it breaks off, also between two files.
 */
export async function* readTar(pieces: Pieces): AsyncGenerator<ArchiveMember, void, undefined> {
  const tar = extract();
  const end = new ZerosAtEnd();
  const fed = feed(tar, end.watch(pieces));
  try {
    for await (const entry of tar) {
      // Leaving a loop over the entry itself would destroy the whole tar.
      const body = entry[Symbol.asyncIterator]() as AsyncIterator<Buffer, void>;
      const { type, name, size } = entry.header;
      if (type === 'file' || type === 'contiguous-file') {
        yield { name, size: size ?? null, open: () => readBody(body) };
      }
      // What was not asked for has to be read all the same: the next header follows it.
      while (!(await body.next()).done);
    }
    if (end.bytes < blockBytes) throw new ArchiveFailure('archive-damaged');
  } catch (error) {
    throw new ArchiveFailure(archiveReasonOf((await fed) ?? error));
  } finally {
    tar.destroy(new Error('Nobody reads any more.'));
    await fed;
  }
}

/** How many zeros a stream ends with. */
class ZerosAtEnd {
  bytes = 0;

  async *watch(pieces: Pieces): Pieces {
    for await (const piece of pieces) {
      const last = piece.findLastIndex((byte) => byte !== 0);
      this.bytes = piece.length - 1 - last + (last < 0 ? this.bytes : 0);
      yield piece;
    }
  }
}

/** Writes pieces as fast as they are taken, until the end or until nobody reads any more. Gives what went wrong. */
async function feed(tar: Extract, pieces: Pieces): Promise<unknown> {
  let goOn: () => void = () => undefined;
  tar.on('drain', () => goOn()).on('close', () => goOn());
  try {
    for await (const piece of pieces) {
      if (tar.destroyed) return null;
      const isDrained = new Promise<void>((resolve) => (goOn = resolve));
      if (!tar.write(piece)) await isDrained;
    }
    tar.end(null);
    return null;
  } catch (error) {
    tar.destroy(error as Error);
    return error;
  }
}

async function* readBody(body: AsyncIterator<Buffer, void>): Pieces {
  for (;;) {
    const next = await body.next();
    if (next.done) return;
    yield next.value;
  }
}
