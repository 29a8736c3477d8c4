import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoostedTrees, packTrees, parseTrees, type TreeEnsemble } from '../../../main/inference/boosted-trees';

/** Four trees of two questions about three inputs. */
const trees: TreeEnsemble = {
  depth: 2,
  features: Uint8Array.of(0, 0, 1, 2, 0, 2, 2, 1, 0, 1, 0, 2, 0, 0, 0, 0),
  thresholds: Float32Array.of(0, 1.5, -2, 1e-3, 0, -0.25, 3, 9, 0, 0, -7.5, 2, 0, Infinity, Infinity, Infinity),
  leaves: Float32Array.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 0, 0, 0),
};

/** The same as the definition has it, one tree after the other. */
function followEach(input: Float32Array): number {
  let sum = 0;
  for (let tree = 0; tree < 16; tree += 4) {
    let node = 1;
    for (let level = 0; level < 2; level++) {
      node = 2 * node + (input[trees.features[tree + node]] > trees.thresholds[tree + node] ? 1 : 0);
    }
    sum += trees.leaves[tree + node - 4];
  }
  return sum;
}

describe('BoostedTrees', () => {
  it('adds up the leaves that the questions lead to', () => {
    const model = new BoostedTrees(trees, 3);
    // Coarser than what may count as equal.
    const coarse = fc.double({ min: -1e4, max: 1e4, noNaN: true }).map((value) => Math.round(value * 64) / 64 + 1e-3);
    fc.assert(
      fc.property(coarse, coarse, coarse, (a, b, c) => {
        const input = Float32Array.of(a, b, c);
        expect(model.logit(input)).toBe(followEach(input));
      }),
    );
  });

  it('takes an input as great as the threshold to the lower side', () => {
    const model = new BoostedTrees(trees, 3);
    const atThreshold = model.logit(Float32Array.of(1.5, -2, 0));
    expect(atThreshold).toBe(followEach(Float32Array.of(1.5, -2, 0)));
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
