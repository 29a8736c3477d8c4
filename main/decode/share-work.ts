/** How much work a share stands for, from the targets and difficulties that pools set. */
import type { Json } from './json-scan';

/**
 * `hashes`: tries that one share takes on average. `difficulty`: a figure whose unit depends on the algorithm, which this
 * dialect does not name.
 */
export interface ShareWork {
  readonly kind: 'hashes' | 'difficulty';
  readonly value: number;
}

/** From CryptoNote's compact target: 4 or 8 bytes, little-endian, the top of a 256-bit number (XMRig, Job::setTarget). */
export function workOfCompactTarget(target: Json | undefined): ShareWork | null {
  if (typeof target !== 'string' || !/^(?:[0-9a-f]{8}|[0-9a-f]{16})$/i.test(target)) return null;
  const value = readLittleEndian(target);
  return value > 0 ? hashes(2 ** (target.length * 4) / value) : null;
}

/** From a target of 256 bits, the most significant digit first, or `isLittle` the least significant byte (getwork). */
export function workOfTarget(target: Json | undefined, isLittle = false): ShareWork | null {
  if (typeof target !== 'string') return null;
  const digits = target.replace(/^0x/, '');
  if (!/^[0-9a-f]{1,64}$/i.test(digits)) return null;
  const value = isLittle ? readLittleEndian(digits) : parseDigits(digits);
  return value > 0 ? hashes(2 ** 256 / value) : null;
}

/** From `mining.set_difficulty`. */
export function workOfDifficulty(difficulty: Json | undefined): ShareWork | null {
  const value = Number(difficulty);
  const isNumber = typeof difficulty === 'number' || typeof difficulty === 'string';
  return isNumber && Number.isFinite(value) && value > 0 ? { kind: 'difficulty', value } : null;
}

/** From a difficulty that counts hashes. */
export function workOfHashes(difficulty: Json | undefined): ShareWork | null {
  const work = workOfDifficulty(difficulty);
  return work && hashes(work.value);
}

function hashes(value: number): ShareWork | null {
  return Number.isFinite(value) ? { kind: 'hashes', value } : null;
}

function readLittleEndian(digits: string): number {
  return parseDigits((digits.match(/../g) ?? []).reverse().join(''));
}

/** As exact as a double is. */
function parseDigits(digits: string): number {
  let value = 0;
  for (const digit of digits) value = value * 16 + parseInt(digit, 16);
  return value;
}
