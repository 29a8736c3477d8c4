import { pearsonTable, saltPearsonTable, tripletSalts } from './pearson-table';
import { blockBytes, type TripletCounter, windowTail } from './triplet-counter';

const block = new Uint8Array(windowTail + blockBytes);
const counters = new Uint32Array(6 * 256);
const [row0, row1, row2, row3, row4, row5] = Array.from({ length: 6 }, (_, row) =>
  counters.subarray(256 * row, 256 * (row + 1)),
);
const table = pearsonTable;
const [salt0, salt2, salt3, salt5, salt7, salt11, salt13] = [0, ...tripletSalts].map(saltPearsonTable);

/**
 * Counts triplets in plain TypeScript: the reference for the WebAssembly kernel, and what runs without it. There is only
 * one, because engines make twice as fast a loop over arrays that are constants of a module.
 */
export const plainCounter: TripletCounter = { kind: 'plain', block, counters, count };

/**
 * Unrolled by five, so that the window of five bytes needs no moving: the variable of the oldest byte takes the next.
 * Six rows of counters, because one row would make each count wait for the one before it.
 */
function count(begin: number, end: number, checksum: number): number {
  let at = windowTail + begin;
  const last = windowTail + end;
  let [e, d, c, b] = block.subarray(at - 4, at);
  let a = 0;
  while (last - at >= 5) {
    a = block[at++];
    row0[table[salt2[a] ^ b] ^ c]++;
    row1[table[salt3[a] ^ b] ^ d]++;
    row2[table[salt5[a] ^ c] ^ d]++;
    row3[table[salt7[a] ^ c] ^ e]++;
    row4[table[salt11[a] ^ b] ^ e]++;
    row5[table[salt13[a] ^ d] ^ e]++;
    checksum = table[table[salt0[a] ^ b] ^ checksum];

    e = block[at++];
    row0[table[salt2[e] ^ a] ^ b]++;
    row1[table[salt3[e] ^ a] ^ c]++;
    row2[table[salt5[e] ^ b] ^ c]++;
    row3[table[salt7[e] ^ b] ^ d]++;
    row4[table[salt11[e] ^ a] ^ d]++;
    row5[table[salt13[e] ^ c] ^ d]++;
    checksum = table[table[salt0[e] ^ a] ^ checksum];

    d = block[at++];
    row0[table[salt2[d] ^ e] ^ a]++;
    row1[table[salt3[d] ^ e] ^ b]++;
    row2[table[salt5[d] ^ a] ^ b]++;
    row3[table[salt7[d] ^ a] ^ c]++;
    row4[table[salt11[d] ^ e] ^ c]++;
    row5[table[salt13[d] ^ b] ^ c]++;
    checksum = table[table[salt0[d] ^ e] ^ checksum];

    c = block[at++];
    row0[table[salt2[c] ^ d] ^ e]++;
    row1[table[salt3[c] ^ d] ^ a]++;
    row2[table[salt5[c] ^ e] ^ a]++;
    row3[table[salt7[c] ^ e] ^ b]++;
    row4[table[salt11[c] ^ d] ^ b]++;
    row5[table[salt13[c] ^ a] ^ b]++;
    checksum = table[table[salt0[c] ^ d] ^ checksum];

    b = block[at++];
    row0[table[salt2[b] ^ c] ^ d]++;
    row1[table[salt3[b] ^ c] ^ e]++;
    row2[table[salt5[b] ^ d] ^ e]++;
    row3[table[salt7[b] ^ d] ^ a]++;
    row4[table[salt11[b] ^ c] ^ a]++;
    row5[table[salt13[b] ^ e] ^ a]++;
    checksum = table[table[salt0[b] ^ c] ^ checksum];
  }
  while (at < last) {
    a = block[at++];
    row0[table[salt2[a] ^ b] ^ c]++;
    row1[table[salt3[a] ^ b] ^ d]++;
    row2[table[salt5[a] ^ c] ^ d]++;
    row3[table[salt7[a] ^ c] ^ e]++;
    row4[table[salt11[a] ^ b] ^ e]++;
    row5[table[salt13[a] ^ d] ^ e]++;
    checksum = table[table[salt0[a] ^ b] ^ checksum];

    e = d;
    d = c;
    c = b;
    b = a;
  }
  return checksum;
}
