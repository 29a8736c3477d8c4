/** Random numbers that depend on the seed alone: sfc32 (PractRand), seeded through splitmix32. */

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A choice with its weight; weights need not add up to 1. */
export type Weighted<Value> = readonly [value: Value, weight: number];

/** One stream of random numbers. `seed` and `stream` are any integers; other streams of a seed are independent. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  private spareNormal = NaN;

  constructor(seed: number, stream = 0) {
    let state = (seed ^ Math.imul(stream + 1, 0x9e3779b9) ^ Math.imul(Math.floor(seed / 2 ** 32), 0x85ebca6b)) | 0;
    const split = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    };
    this.a = split();
    this.b = split();
    this.c = split();
    for (let round = 0; round < 12; round++) this.next();
  }

  /** 0 .. 2^32 - 1. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 <= x < 1. */
  unit(): number {
    return this.next() / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** Both ends included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** Even over orders of magnitude; `low` above 0. */
  logBetween(low: number, high: number): number {
    return low * Math.exp(this.unit() * Math.log(high / low));
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.unit() * values.length)];
  }

  pickWeighted<Value>(choices: readonly Weighted<Value>[]): Value {
    let total = 0;
    for (const [, weight] of choices) total += weight;
    let rest = this.unit() * total;
    for (const [value, weight] of choices) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return choices[choices.length - 1][0];
  }

  normal(mean: number, deviation: number): number {
    let standard = this.spareNormal;
    if (Number.isNaN(standard)) {
      const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
      const angle = 2 * Math.PI * this.unit();
      standard = radius * Math.cos(angle);
      this.spareNormal = radius * Math.sin(angle);
    } else {
      this.spareNormal = NaN;
    }
    return mean + deviation * standard;
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.unit());
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(this.normal(0, sigma));
  }

  /** A period that wobbles by a share of itself, never below a tenth of it. */
  about(value: number, share: number): number {
    return value * Math.max(0.1, 1 + this.normal(0, share));
  }

  hex(digits: number): string {
    let text = '';
    for (let left = digits; left > 0; left -= 8) {
      const word = this.next();
      text +=
        hexPairs[word & 255] + hexPairs[(word >>> 8) & 255] + hexPairs[(word >>> 16) & 255] + hexPairs[word >>> 24];
    }
    return text.length > digits ? text.slice(0, digits) : text;
  }

  /** Characters of `alphabet`. */
  text(length: number, alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'): string {
    let text = '';
    for (let at = 0; at < length; at++) text += alphabet[Math.floor(this.unit() * alphabet.length)];
    return text;
  }

  base58(length: number): string {
    return this.text(length, '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz');
  }
}
