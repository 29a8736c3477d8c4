import { pearsonTable, saltPearsonTable } from './pearson-table';
import { windowTail } from './triplet-counter';

const saltedWithZero = saltPearsonTable(0);

/**
 * Takes the second and third byte of a three-byte checksum over the new bytes of a block, from `begin` on up to `end`.
 * Each is salted with the byte before it, so the first one is followed along, but left as it is in `checksum`.
 */
export function extendChecksum(block: Uint8Array, begin: number, end: number, checksum: Uint8Array): void {
  let [first, second, third] = checksum;
  for (let at = windowTail + begin; at < windowTail + end; at++) {
    const byte = block[at];
    const before = block[at - 1];
    first = pearsonTable[pearsonTable[saltedWithZero[byte] ^ before] ^ first];
    second = hash(first, byte, before, second);
    third = hash(second, byte, before, third);
  }
  checksum[1] = second;
  checksum[2] = third;
}

function hash(salt: number, a: number, b: number, c: number): number {
  return pearsonTable[pearsonTable[pearsonTable[pearsonTable[salt] ^ a] ^ b] ^ c];
}
