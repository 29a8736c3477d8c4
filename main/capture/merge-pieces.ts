import type { Readable } from 'node:stream';
import { readPieces } from './stream-pieces';
import type { StreamPiece } from './stream-pieces';

/** Leaves room for a busy machine below the 100 ms that a live source may stay silent. */
const quietMs = 70;

/** A piece of one of several streams. */
export interface MergedPiece {
  /** Which stream. */
  readonly from: number;
  readonly piece: StreamPiece;
}

/** Reads several live streams side by side, each in its own order, until the last one ends; a busy one starves none. */
export async function* mergePieces(
  streams: readonly Readable[],
  signal: AbortSignal,
): AsyncGenerator<MergedPiece, void, undefined> {
  const readers = streams.map((stream) => readPieces(stream, signal, quietMs));
  const ask = async (from: number) => ({ from, next: await readers[from].next() });
  const asked = new Map(readers.map((_, from) => [from, ask(from)]));
  try {
    while (asked.size > 0) {
      const { from, next } = await Promise.race(asked.values());
      // Set anew, it goes to the end of the line.
      asked.delete(from);
      if (next.done === true) continue;
      yield { from, piece: next.value };
      asked.set(from, ask(from));
    }
  } finally {
    for (const stream of streams) stream.destroy();
  }
}
