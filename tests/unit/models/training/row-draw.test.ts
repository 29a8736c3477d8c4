import { expect, it } from 'vitest';
import { createRandom } from '../../../../models/training/random';
import { RowDraw } from '../../../../models/training/row-draw';

const count = 20_000;

/** Slopes of which every hundredth is much greater than the others. */
function someSlopes(): Float32Array {
  const random = createRandom(1);
  return Float32Array.from({ length: count }, (_, row) => (row % 100 === 0 ? 50 : 0.01 + random.next()));
}

function draw(
  share: number,
  slopes: Float32Array,
): { slopes: Float32Array; curvatures: Float32Array; drawn: Uint32Array } {
  const curvatures = slopes.map(Math.abs);
  const order = new Uint32Array(slopes.length);
  const drawn = new RowDraw(slopes.length, share, createRandom(2)).draw(slopes, curvatures, order);
  return { slopes, curvatures, drawn: order.subarray(0, drawn) };
}

it('draws as many as wanted, and all that matter', () => {
  const { drawn } = draw(0.2, someSlopes());
  expect(Math.abs(drawn.length / count - 0.2)).toBeLessThan(0.01);
  expect(drawn.filter((row) => row % 100 === 0)).toHaveLength(count / 100);
  expect(drawn).toEqual(drawn.toSorted());
});

it('lets those drawn stand for the others', () => {
  const all = someSlopes().reduce((sum, slope) => sum + slope, 0);
  const { slopes, curvatures, drawn } = draw(0.2, someSlopes());
  const ofDrawn = (values: Float32Array): number => drawn.reduce((sum, row) => sum + values[row], 0);
  expect(Math.abs(ofDrawn(slopes) / all - 1)).toBeLessThan(0.01);
  expect(Math.abs(ofDrawn(curvatures) / all - 1)).toBeLessThan(0.01);
});

it('takes rows as they are where all are equally wrong, or none is wrong', () => {
  expect(draw(1, new Float32Array(50).fill(0.5))).toMatchObject({ slopes: new Float32Array(50).fill(0.5) });
  const { drawn, slopes } = draw(0.5, new Float32Array(50));
  expect(drawn).toHaveLength(50);
  expect(slopes).toEqual(new Float32Array(50));
});
