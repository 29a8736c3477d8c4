import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeTlshKernel } from '../../../../build/make-tlsh-kernel.mjs';
import { repositoryRoot } from '../../../support/requirements';

it('kernel-bytes.ts is what kernel.wat assembles to', async () => {
  const committed = await readFile(path.join(repositoryRoot, 'main/similarity/tlsh/kernel-bytes.ts'), 'utf8');
  expect(await makeTlshKernel()).toBe(committed);
});
