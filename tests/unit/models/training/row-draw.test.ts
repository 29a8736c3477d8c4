import { expect, it } from 'vitest';
import { createRandom } from '../../../../models/training/random';
import { drawRows, type DrawnRows } from '../../../../models/training/row-draw';

const count = 20_000;

/** Slopes of which every hundredth is much greater than the others. */
function someSlopes(): Float32Array {
  const random = createRandom(1);
  return Float32Array.from({ length: count }, (_, row) => (row % 100 === 0 ? 50 : 0.01 + random.next()));
}

function draw(share: number, slopes: Float32Array): DrawnRows {
  return drawRows({ slopes, curvatures: slopes.map(Math.abs) }, share, createRandom(2));
}

it('draws as many as wanted, and all that matter', () => {
  const { rows, multiples } = draw(0.2, someSlopes());
  expect(Math.abs(rows.length / count - 0.2)).toBeLessThan(0.01);
  expect(rows.filter((row) => row % 100 === 0)).toHaveLength(count / 100);
  expect(rows).toEqual(rows.toSorted());
  rows.forEach((row, at) => expect(multiples[at] === 1).toBe(row % 100 === 0));
});

it('lets those drawn stand for the others', () => {
  const slopes = someSlopes();
  const { rows, multiples } = draw(0.2, slopes);
  const ofDrawn = rows.reduce((sum, row, at) => sum + multiples[at] * slopes[row], 0);
  expect(Math.abs(ofDrawn / slopes.reduce((sum, slope) => sum + slope, 0) - 1)).toBeLessThan(0.01);
});

it('takes rows as they are where all are equally wrong, or none is wrong', () => {
  expect(draw(1, new Float32Array(50).fill(0.5)).multiples).toEqual(new Float32Array(50).fill(1));
  expect(draw(0.5, new Float32Array(50))).toEqual({
    rows: Uint32Array.from({ length: 50 }, (_, row) => row),
    multiples: new Float32Array(50).fill(1),
  });
});
