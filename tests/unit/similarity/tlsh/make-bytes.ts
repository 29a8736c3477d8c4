/**
 * Makes the same bytes every time. `noise`: all values alike. `code`: skewed like an executable, with runs of zeros.
 * `words`: letters and blanks.
 */
export function makeBytes(kind: 'noise' | 'code' | 'words', length: number, seed: number): Uint8Array {
  let state = seed || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const makers = {
    noise: () => next() >>> 24,
    code: () => (next() >>> 30 === 0 ? next() >>> 24 : (next() >>> 24) & (next() >>> 24) & 0x5f),
    words: () => (next() % 6 === 0 ? 32 : 97 + (Math.clz32(next()) % 26)),
  };
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) {
    bytes[at] = makers[kind]();
    if (kind === 'code' && next() % 997 === 0) at += next() % 300;
  }
  return bytes;
}
