import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { kernelFolders, makeKernel } from '../../../build/make-kernels.mjs';
import { repositoryRoot } from '../../support/requirements';

it.each(kernelFolders)('%s/kernel-bytes.ts is what kernel.wat assembles to', async (folder) => {
  const committed = await readFile(path.join(repositoryRoot, folder, 'kernel-bytes.ts'), 'utf8');
  expect(await makeKernel(folder)).toBe(committed);
});
