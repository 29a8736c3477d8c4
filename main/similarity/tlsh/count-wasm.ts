import { kernelBytes } from './kernel-bytes';
import { pearsonTable, saltPearsonTable, tripletSalts } from './pearson-table';
import { blockBytes, type TripletCounter, windowTail } from './triplet-counter';

/** Counts triplets with the WebAssembly in kernel.wat. Null where there is no WebAssembly or it is not allowed. */
export function createWasmCounter(): TripletCounter | null {
  const kernel = instantiate();
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
  readonly memory: { readonly buffer: ArrayBuffer };
  count(begin: number, end: number, checksum: number): number;
}

/** As much of WebAssembly as is needed: this zone knows neither node nor the DOM. */
interface MinimalWebAssembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

function instantiate(): Kernel | null {
  const { WebAssembly } = globalThis as { WebAssembly?: MinimalWebAssembly };
  if (!WebAssembly) return null;
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(kernelBytes)).exports as Kernel;
  } catch {
    return null;
  }
}
