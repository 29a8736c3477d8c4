// Assembles main/similarity/tlsh/kernel.wat into kernel-bytes.ts beside it. Run it after every change of the .wat; a unit
// test compares the committed file with what this makes.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import openWabt from 'wabt';

const folder = path.resolve(import.meta.dirname, '../main/similarity/tlsh');
const target = path.join(folder, 'kernel-bytes.ts');

/** The text of kernel-bytes.ts. */
export async function makeTlshKernel() {
  const wabt = await openWabt();
  const module = wabt.parseWat('kernel.wat', await readFile(path.join(folder, 'kernel.wat'), 'utf8'));
  module.validate();
  const { buffer } = module.toBinary({});
  module.destroy();
  const text = `// Made by build/make-tlsh-kernel.mjs from kernel.wat. Do not edit.

/** The WebAssembly module of kernel.wat, assembled. */
export const kernelBytes = new Uint8Array([${buffer.join(',')}]);`;
  return prettier.format(text, { ...(await prettier.resolveConfig(target)), filepath: target });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(target, await makeTlshKernel());
