import type { Readable } from 'node:stream';

/** What a live stream gave: bytes, nothing for a while, or the error that ended it. */
export type StreamPiece =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'broken'; readonly error: NodeJS.ErrnoException };

/**
 * Reads a live stream: yields whatever is there as soon as it is there, and `quiet` when nothing came for `quietMs`.
 * Ends with the stream or when `signal` aborts, and destroys the stream then.
 */
export async function* readPieces(
  stream: Readable,
  signal: AbortSignal,
  quietMs = 100,
): AsyncGenerator<StreamPiece, void, undefined> {
  let hasNews = true;
  let isOver = stream.readableEnded || stream.destroyed;
  let error: NodeJS.ErrnoException | null = stream.errored;
  let wake = (): void => {};
  const notice = (): void => {
    hasNews = true;
    wake();
  };
  const finish = (): void => {
    isOver = true;
    notice();
  };
  const fail = (reason: NodeJS.ErrnoException): void => {
    error = reason;
    finish();
  };
  stream.on('readable', notice).on('end', finish).on('close', finish).on('error', fail);
  signal.addEventListener('abort', notice);
  try {
    while (!signal.aborted) {
      const bytes = stream.read() as Uint8Array | null;
      if (bytes !== null) {
        yield { kind: 'bytes', bytes };
        continue;
      }
      if (error !== null) {
        yield { kind: 'broken', error };
        return;
      }
      if (isOver) return;
      if (!hasNews) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, quietMs);
          wake = (): void => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      if (!hasNews) yield { kind: 'quiet' };
      hasNews = false;
    }
  } finally {
    signal.removeEventListener('abort', notice);
    stream.off('readable', notice).off('end', finish).off('close', finish);
    // The error listener stays: an error that comes late has nobody else to hear it.
    stream.destroy();
  }
}
