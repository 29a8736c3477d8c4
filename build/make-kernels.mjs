// Assembles each kernel.wat under main/ into kernel-bytes.ts beside it. Run it after every change of a .wat; a unit test
// compares the committed files with what this makes.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import openWabt from 'wabt';

const root = path.resolve(import.meta.dirname, '..');

/** Folders with a kernel.wat. */
export const kernelFolders = ['main/inference/forward', 'main/similarity/tlsh'];

/** The text of a folder's kernel-bytes.ts. */
export async function makeKernel(/** @type {string} */ folder) {
  const wabt = await openWabt();
  const module = wabt.parseWat('kernel.wat', await readFile(path.join(root, folder, 'kernel.wat'), 'utf8'));
  module.validate();
  const { buffer } = module.toBinary({});
  module.destroy();
  const text = `// Made by build/make-kernels.mjs from kernel.wat. Do not edit.

/** The WebAssembly module of kernel.wat, assembled. */
export const kernelBytes = new Uint8Array([${buffer.join(',')}]);`;
  const target = targetOf(folder);
  return prettier.format(text, { ...(await prettier.resolveConfig(target)), filepath: target });
}

function targetOf(/** @type {string} */ folder) {
  return path.join(root, folder, 'kernel-bytes.ts');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const folder of kernelFolders) await writeFile(targetOf(folder), await makeKernel(folder));
}
