import type { Readable } from 'node:stream';
import type { Failure } from '../../shared/connection';
import { describeReadFailure } from './file-failure';
import type { PacketBatch } from './packet-source';
import type { StreamDecoder } from './stream-decoder';
import { readPieces } from './stream-pieces';

/**
 * Decodes a live stream: yields what is there as it comes, and an empty batch when nothing did for 100 ms. `onRead` is told
 * the size of each piece. Returns the failure of the stream itself, if it had one.
 */
export async function* decodeLive(
  stream: Readable,
  decoder: StreamDecoder,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): AsyncGenerator<PacketBatch, Failure | null, undefined> {
  for await (const piece of readPieces(stream, signal)) {
    if (piece.kind === 'broken') {
      yield* decoder.end();
      return describeReadFailure(piece.error, decoder.reader.label);
    }
    let hasYielded = false;
    if (piece.kind === 'bytes') {
      onRead(piece.bytes.length);
      for await (const batch of decoder.push(piece.bytes)) {
        hasYielded = true;
        yield batch;
        if (signal.aborted) return null;
      }
    }
    if (decoder.isDone) break;
    if (!hasYielded) yield decoder.reader.emptyBatch();
  }
  if (!signal.aborted) yield* decoder.end();
  return null;
}
