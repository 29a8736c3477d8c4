/** Files and streams as pieces of bytes that are asked for one by one. */
import type { RandomAccess } from '../formats/random-access';
import { ArchiveFailure } from './archive-failure';

const pieceBytes = 64 * 1024;

export type Pieces = AsyncGenerator<Uint8Array, void, undefined>;

/** The bytes `start..end` of a file. @throws ArchiveFailure where the file ends before. */
// eslint-disable-next-line @typescript-eslint/require-await
export async function* readPieces(access: RandomAccess, start = 0, end = access.size): Pieces {
  for (let at = start; at < end;) {
    const piece = access.read(at, Math.min(pieceBytes, end - at));
    if (piece.length === 0) throw new ArchiveFailure('archive-damaged');
    yield piece;
    at += piece.length;
  }
}

/** The first bytes of a stream, at least `length` where it has so many, and the stream with them put back. */
export async function peek(pieces: Pieces, length: number): Promise<{ head: Uint8Array; whole: Pieces }> {
  const taken: Uint8Array[] = [];
  let held = 0;
  while (held < length) {
    const { value, done } = await pieces.next();
    if (done) break;
    taken.push(value);
    held += value.length;
  }
  return { head: joinBytes(taken), whole: putBack(taken, pieces) };
}

/** Holds a stream in memory, or null with what was taken put back where it is longer than `most`. */
export async function hold(pieces: Pieces, most: number): Promise<{ bytes: Uint8Array | null; whole: Pieces }> {
  const { head, whole } = await peek(pieces, most + 1);
  return { bytes: head.length > most ? null : head, whole };
}

async function* putBack(taken: Uint8Array[], pieces: Pieces): Pieces {
  try {
    for (let piece = taken.shift(); piece !== undefined; piece = taken.shift()) yield piece;
    yield* pieces;
  } finally {
    await pieces.return();
  }
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
