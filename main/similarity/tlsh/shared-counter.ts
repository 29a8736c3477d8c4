import { plainCounter } from './count-plain';
import { createWasmCounter } from './count-wasm';
import type { TripletCounter } from './triplet-counter';

let shared: TripletCounter | undefined;

/** This thread's counter: WebAssembly where it is to be had, else plain TypeScript. */
export function sharedCounter(): TripletCounter {
  return (shared ??= createWasmCounter() ?? plainCounter);
}
