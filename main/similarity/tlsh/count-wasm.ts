import { instantiateWasm, type WasmMemory } from '../../instantiate-wasm';
import { kernelBytes } from './kernel-bytes';
import { pearsonTable, saltPearsonTable, tripletSalts } from './pearson-table';
import { blockBytes, type TripletCounter, windowTail } from './triplet-counter';

/** Counts triplets with the WebAssembly in kernel.wat. Null where there is no WebAssembly or it is not allowed. */
export function createWasmCounter(): TripletCounter | null {
  const kernel = instantiateWasm(kernelBytes) as Kernel | null;
  if (!kernel) return null;
  const { buffer } = kernel.memory;
  const tables = [pearsonTable, saltPearsonTable(0), ...tripletSalts.map(saltPearsonTable)];
  new Uint32Array(buffer).set(tables.flatMap((table) => Array.from(table, (byte) => 4 * byte)));
  return {
    kind: 'wasm',
    block: new Uint8Array(buffer, blockAt, windowTail + blockBytes),
    counters: new Uint32Array(buffer, countersAt, 6 * 256),
    count: (begin, end, checksum) => kernel.count(blockAt + begin, blockAt + end, 4 * checksum) >> 2,
  };
}

/** Addresses in the kernel's memory; see kernel.wat. */
const countersAt = 8192;
const blockAt = 16384;

interface Kernel {
  readonly memory: WasmMemory;
  count(begin: number, end: number, checksum: number): number;
}
