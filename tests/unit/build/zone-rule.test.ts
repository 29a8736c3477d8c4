import { describe, expect, it } from 'vitest';
import { whyForbidden } from '../../../build/lint/zone-rule.js';

describe('whyForbidden', () => {
  it.each([
    ['main/decode/packet.ts', '../flow/connection-table'],
    ['main/decode/packet.ts', 'node:fs'],
    ['main/flow/deep/table.ts', '../../verdict/judge'],
    ['main/features/flow-features.ts', 'electron'],
    ['shared/contract.ts', '../main/pipeline'],
    ['main/engine/engine.ts', 'electron'],
    ['main/engine/engine.ts', '../app/main'],
    ['main/pipeline.ts', './engine/engine'],
    ['renderer/app.tsx', '../main/pipeline'],
    ['renderer/app.tsx', 'fs'],
    ['main/preload/preload.ts', '../engine/engine'],
  ])('%s may not import %s', (file, specifier) => {
    expect(whyForbidden(file, specifier)).toMatch(/may not import/);
  });

  it.each([
    ['main/verdict/judge.ts', '../decode/stratum'],
    ['main/flow/deep/table.ts', '../series'],
    ['main/pipeline.ts', './decode/decode-packet'],
    ['main/app/main.ts', 'electron'],
    ['main/cli/kanaria.ts', 'node:fs/promises'],
    ['renderer/app.tsx', '../shared/contract'],
    ['renderer/app.tsx', '@tanstack/react-virtual'],
    ['models/train.ts', '../main/features/flow-features'],
  ])('%s may import %s', (file, specifier) => {
    expect(whyForbidden(file, specifier)).toBeNull();
  });
});
