import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoostedTrees, packTrees, parseTrees, type TreeEnsemble } from '../../../main/inference/boosted-trees';
import { followTrees } from '../../support/follow-trees';

/** Four trees of two questions about three inputs. */
const trees: TreeEnsemble = {
  depth: 2,
  features: Uint8Array.of(0, 0, 1, 2, 0, 2, 2, 1, 0, 1, 0, 2, 0, 0, 0, 0),
  thresholds: Float32Array.of(0, 1.5, -2, 1e-3, 0, -0.25, 3, 9, 0, 0, -7.5, 2, 0, Infinity, Infinity, Infinity),
  leaves: Float32Array.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 0, 0, 0),
};

describe('BoostedTrees', () => {
  it('adds up the leaves that the questions lead to', () => {
    const model = new BoostedTrees(trees, 3);
    // Coarser than what may count as equal.
    const coarse = fc.double({ min: -1e4, max: 1e4, noNaN: true }).map((value) => Math.round(value * 64) / 64 + 1e-3);
    fc.assert(
      fc.property(coarse, coarse, coarse, (a, b, c) => {
        const input = Float32Array.of(a, b, c);
        expect(model.logit(input)).toBe(followTrees(trees, input));
      }),
    );
  });

  it('takes an input as great as the threshold to the lower side', () => {
    const model = new BoostedTrees(trees, 3);
    const atThreshold = model.logit(Float32Array.of(1.5, -2, 0));
    expect(atThreshold).toBe(followTrees(trees, Float32Array.of(1.5, -2, 0)));
    expect(model.logit(Float32Array.of(1.5001, -2, 0))).not.toBe(atThreshold);
  });
});

describe('parseTrees', () => {
  it('reads what was packed', () => {
    expect(parseTrees(packTrees(trees), 2, 3)).toEqual(trees);
  });

  it.each([
    [new Uint8Array(0), 3],
    [packTrees(trees).slice(1), 3],
    [packTrees(trees).slice(0, 9 * 8), 3],
    [packTrees(trees), 2],
  ])('says what is wrong', (bytes, inputs) => {
    expect(parseTrees(bytes, 2, inputs)).toMatchObject({ kind: 'bad-model' });
  });
});
