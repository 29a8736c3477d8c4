/**
 * Follows the frames of a zstd stream (RFC 8878 section 3.1) beside the decompressor, which trusts them: it would
 * allocate any window, and it moves the whole window for each block, however small.
 */
import { ArchiveFailure } from './archive-failure';

/** As the `zstd` program allows without being asked. Bytes. */
const mostWindow = 128 * 1024 ** 2;
/** Of moved window bytes in all: enough for 4 GiB of full blocks with the window of the highest ordinary level. */
const mostMoved = 256 * 1024 ** 3;
const frameMagic = 0xfd2f_b528;
const longestHeader = 18;

/** Takes the pieces of a stream. @throws ArchiveFailure when decompressing would take too much memory or time. */
export function createZstdGuard(): (piece: Uint8Array) => void {
  const header: number[] = [];
  let next: 'frame' | 'block' | 'end' = 'frame';
  let needed = 4;
  let skip = 0;
  let window = 0;
  let moved = 0;
  let hasChecksum = false;

  function takeFrame(): void {
    const magic = readLittle(header, 0, 4);
    if (magic >>> 4 === 0x184d2a5) {
      if (header.length < 8) return void (needed = 8);
      skip = readLittle(header, 4, 4);
      return expect('frame', 4);
    }
    if (magic !== frameMagic) return void (next = 'end');
    if (header.length < 5) return void (needed = 5);
    const flags = header[4];
    const isSingle = (flags & 0x20) !== 0;
    const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6];
    const dictionaryBytes = [0, 1, 2, 4][flags & 3];
    const length = 5 + (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes;
    if (header.length < length) return void (needed = length);
    hasChecksum = (flags & 4) !== 0;
    const exponent = 2 ** (10 + (header[5] >> 3));
    window = isSingle
      ? readLittle(header, length - sizeBytes, sizeBytes) + (sizeBytes === 2 ? 256 : 0)
      : exponent + (exponent / 8) * (header[5] & 7);
    if (window > mostWindow) throw new ArchiveFailure('archive-too-large');
    expect('block', 3);
  }

  function takeBlock(): void {
    const block = readLittle(header, 0, 3);
    const isRepeated = ((block >> 1) & 3) === 1;
    skip = isRepeated ? 1 : block >> 3;
    moved += window;
    if (moved > mostMoved) throw new ArchiveFailure('archive-too-large');
    if ((block & 1) === 0) return expect('block', 3);
    skip += hasChecksum ? 4 : 0;
    expect('frame', 4);
  }

  function expect(what: 'frame' | 'block', bytes: number): void {
    next = what;
    needed = bytes;
    header.length = 0;
  }

  return (piece) => {
    for (let at = 0; at < piece.length && next !== 'end';) {
      const skipped = Math.min(skip, piece.length - at);
      skip -= skipped;
      at += skipped;
      while (at < piece.length && skip === 0 && header.length < needed) header.push(piece[at++]);
      if (skip > 0 || header.length < needed) continue;
      if (next === 'frame') takeFrame();
      else takeBlock();
      if (header.length > longestHeader) next = 'end';
    }
  };
}

function readLittle(bytes: readonly number[], at: number, length: number): number {
  let value = 0;
  for (let i = length - 1; i >= 0; i--) value = value * 256 + bytes[at + i];
  return value;
}
