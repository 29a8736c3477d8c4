import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlainPass } from '../../../../main/inference/forward/plain-pass';
import { createSimdPass } from '../../../../main/inference/forward/simd-pass';
import { averageNetworks } from '../../../../models/training/average-networks';
import { magnitudeOf, makeInput, makeLayers } from '../../../support/made-up-layers';

const anyWidth = fc.integer({ min: 1, max: 50 });
const anyNetworks = fc.tuple(anyWidth, fc.integer({ min: 0, max: 3 })).chain(([inputs, hiddenLayers]) =>
  fc.array(
    fc
      .tuple(fc.array(anyWidth, { minLength: hiddenLayers, maxLength: hiddenLayers }), fc.integer({ min: 1, max: 1e6 }))
      .map(([hidden, seed]) => makeLayers([inputs, ...hidden, 1], seed)),
    { minLength: 1, maxLength: 4 },
  ),
);

it('makes one network that says the mean of what several say', () => {
  fc.assert(
    fc.property(anyNetworks, fc.integer({ min: 1, max: 1e6 }), (networks, seed) => {
      const average = averageNetworks(networks);
      const input = makeInput(networks[0][0].inputs, seed, 0.3);
      const wanted = networks.reduce((sum, layers) => sum + new PlainPass(layers).run(input), 0) / networks.length;
      const most = 1e-6 * magnitudeOf(average, input);
      expect(Math.abs(new PlainPass(average).run(input) - wanted)).toBeLessThanOrEqual(most);
      expect(Math.abs((createSimdPass(average)?.run(input) ?? Number.NaN) - wanted)).toBeLessThanOrEqual(most);
    }),
  );
});

it('leaves a single network as it is', () => {
  const layers = makeLayers([7, 5, 3, 1], 2);
  expect(averageNetworks([layers])).toEqual(layers);
});
