/** Loads TensorFlow.js: the native binding where it is installed and works, else WebAssembly. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as TensorFlow from '@tensorflow/tfjs';

/** The library and the backend that runs. */
export interface LoadedTfjs {
  readonly tf: typeof TensorFlow;
  readonly backend: string;
}

/** Tries tfjs-node (which needs a download at install time), then wasm, then the plain cpu backend. */
export async function loadTfjs(): Promise<LoadedTfjs> {
  return (await loadNative()) ?? (await loadWasm());
}

async function loadNative(): Promise<LoadedTfjs | null> {
  try {
    // tfjs-node 4.22 calls util.isNullOrUndefined, which node 23 removed.
    const util = createRequire(import.meta.url)('node:util') as { isNullOrUndefined?: (value: unknown) => boolean };
    util.isNullOrUndefined ??= (value) => value === null || value === undefined;
    const name = '@tensorflow/tfjs-node';
    const tf = (await import(name)) as typeof TensorFlow;
    await tf.ready();
    return { tf, backend: tf.getBackend() };
  } catch {
    return null;
  }
}

async function loadWasm(): Promise<LoadedTfjs> {
  const tf = await import('@tensorflow/tfjs');
  tf.env().set('IS_NODE', true);
  try {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(`${join(dirname(entry))}/`);
    await tf.setBackend('wasm');
  } catch {
    await tf.setBackend('cpu');
  }
  await tf.ready();
  return { tf, backend: tf.getBackend() };
}
