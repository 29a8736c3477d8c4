/** As much of WebAssembly as is needed: pure zones know neither node nor the DOM. */
interface MinimalWebAssembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** Memory that a kernel exports. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KiB; `buffer` is another one afterwards. */
  grow(pages: number): number;
}

/**
 * The exports of a new instance of a module that imports nothing. Null where there is no WebAssembly, it is not allowed,
 * or it lacks what the module uses.
 */
export function instantiateWasm(bytes: Uint8Array): unknown {
  const { WebAssembly } = globalThis as { WebAssembly?: MinimalWebAssembly };
  if (!WebAssembly) return null;
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  } catch {
    return null;
  }
}
