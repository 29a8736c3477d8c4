/** Seeded random numbers (sfc32). */
export interface Random {
  /** 0 <= x < 1. */
  next(): number;
  /** Standard normal. */
  normal(): number;
  shuffle(array: Uint32Array): void;
}

/** The same seed gives the same numbers everywhere. */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = seed >>> 0;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let at = 0; at < 20; at++) next();
  return {
    next,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (array) => {
      for (let at = array.length - 1; at > 0; at--) {
        const other = Math.floor(next() * (at + 1));
        [array[at], array[other]] = [array[other], array[at]];
      }
    },
  };
}
