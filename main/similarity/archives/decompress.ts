import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import * as xz from 'xz-decompress';
import { ArchiveFailure, type ArchiveReason } from './archive-failure';
import { createZstdGuard } from './guard-zstd';
import type { Pieces } from './pieces';

// A CommonJS package: node alone, without a bundler, gives it as `default`.
const { XzReadableStream } = 'default' in xz ? (xz.default as typeof xz) : xz;

export type Compression = 'gzip' | 'xz' | 'zstd';

/**
 * Takes a stream apart as it is asked for: never more than 33 MB ahead. Damage, or a stream cut short, ends in an
 * exception. One `xz` stream is open at a time in a thread; a second one waits, so never open one inside another.
 */
export function decompress(compression: Compression, pieces: Pieces): Pieces {
  return { gzip: gunzip, xz: unxz, zstd: unzstd }[compression](pieces);
}

async function* gunzip(pieces: Pieces): Pieces {
  const stream = createGunzip();
  pipeline(Readable.from(pieces), stream, () => {
    // Failures come out of the stream below.
  });
  for await (const piece of stream) yield piece as Uint8Array;
}

/** Blocks of up to 128 KiB come of four bytes: so little is given at once that what comes of it fits in memory. */
const zstdFeedBytes = 1024;

async function* unzstd(pieces: Pieces): Pieces {
  const guard = createZstdGuard();
  const out: Uint8Array[] = [];
  const stream = new Decompress((piece) => void out.push(piece));
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += zstdFeedBytes) {
      const part = piece.subarray(at, at + zstdFeedBytes);
      guard(part);
      stream.push(part);
      yield* out.splice(0);
    }
  }
  stream.push(new Uint8Array(0), true);
  yield* out.splice(0);
}

/** xz-decompress shares one instance, and one lock, in a thread; waiting here keeps its lock from being broken. */
let lane: Promise<void> = Promise.resolve();
/** Empty pieces in a row that mean the decompressor waits for input that never comes. */
const mostEmptyPieces = 64;

async function* unxz(pieces: Pieces): Pieces {
  const before = lane;
  let leave: () => void = () => undefined;
  lane = new Promise((resolve) => (leave = resolve));
  await before;
  const source = Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>;
  const reader = new XzReadableStream(source).getReader();
  try {
    for (let empty = 0; empty < mostEmptyPieces;) {
      const { value, done } = await reader.read();
      if (done) return;
      empty = value.length === 0 ? empty + 1 : 0;
      if (value.length > 0) yield value;
    }
    throw new ArchiveFailure('archive-damaged');
  } catch (error) {
    throw error instanceof ArchiveFailure ? error : new ArchiveFailure(explainXzError(error));
  } finally {
    await reader.cancel().catch(() => undefined);
    leave();
  }
}

/** The numbers of xz-embedded's `enum xz_ret`: a check or filter it does not know, memory, and all else. */
function explainXzError(error: unknown): ArchiveReason {
  const code = /error code (\d+)/.exec(String(error))?.[1];
  if (code === '2' || code === '6') return 'archive-unsupported';
  return code === '3' || code === '4' ? 'archive-too-large' : 'archive-damaged';
}
