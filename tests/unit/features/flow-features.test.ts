import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeFlowFeatures, flowFeatureCount, flowFeatureNames } from '../../../main/features/flow-features';
import type { MessageWindow } from '../../../main/features/message-window';
import { makeWindow } from './make-window';
import { recordedFeatures } from './recorded-features';

function windowOf(
  messages: readonly (readonly [seconds: number, bytes: number])[],
  durationSeconds: number,
): MessageWindow {
  return {
    times: Float32Array.from(messages, ([seconds]) => seconds),
    sizes: Float32Array.from(messages, ([, bytes]) => bytes),
    count: messages.length,
    totalCount: messages.length,
    forgottenBefore: -1,
    durationSeconds,
    hasHandshake: true,
  };
}

function featuresOf(window: MessageWindow): Map<string, number> {
  const values = new Float32Array(flowFeatureCount);
  computeFlowFeatures(window, values);
  return new Map(flowFeatureNames.map((name, at) => [name, values[at]]));
}

describe('computeFlowFeatures', () => {
  it('sees the rhythm of a miner: jobs unasked, shares answered', () => {
    const features = featuresOf(
      windowOf(
        [
          [0, 250],
          [0.1, -300],
          [30, -250],
          [45, 180],
          [45.1, -60],
          [60, -250],
          [90, -250],
          [95, 180],
          [95.1, -60],
        ],
        100,
      ),
    );
    expect(features.get('share of exchanges unanswered, down')).toBeCloseTo(3 / 5);
    expect(features.get('share answered when speaking up up')).toBe(1);
    expect(features.get('share answered when speaking up down')).toBe(0);
    expect(features.get('mean size speaking up up (ln B)')).toBeCloseTo(Math.log1p(180));
    expect(features.get('opening message 1 up (ln B)')).toBeCloseTo(Math.log1p(250));
    expect(features.get('mean delay of the answer to it up (ln ms)')).toBeCloseTo(Math.log1p(100), 1);
  });

  it.each(Object.entries(recordedFeatures))(
    'gives the values that the shipped model was trained on, for window %s',
    (seed, recorded) => {
      const values = new Float32Array(flowFeatureCount);
      computeFlowFeatures(makeWindow(Number(seed)), values);
      const wrong = flowFeatureNames.filter(
        (_, at) => !(Math.abs(values[at] - recorded[at]) <= 1e-6 * Math.max(1, Math.abs(recorded[at]))),
      );
      expect(wrong).toEqual([]);
    },
  );

  it('counts what a capture has first as work where it has no handshake, and lists it all the same', () => {
    const seen = windowOf(
      [
        [0, 250],
        [1, -300],
      ],
      2,
    );
    const features = featuresOf({ ...seen, hasHandshake: false });
    expect(features.get('opening seen')).toBe(0);
    expect(features.get('opening message 1 up (ln B)')).toBeCloseTo(Math.log1p(250));
    expect(features.get('messages after the opening up (ln)')).toBeCloseTo(Math.log1p(1));
    expect(features.get('bytes a minute (ln B)')).toBe(featuresOf(seen).get('bytes a minute (ln B)'));
    expect(featuresOf({ ...seen, forgottenBefore: 0 }).get('opening message 1 up (ln B)')).toBe(0);
  });

  it('is finite, and the same every time, for any messages', () => {
    const messages = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer({ min: -1e8, max: 1e8 })),
    );
    fc.assert(
      fc.property(messages, fc.double({ min: 0, max: 1e7, noNaN: true }), (list, duration) => {
        const window = windowOf(
          list.filter(([, bytes]) => bytes !== 0).toSorted((a, b) => a[0] - b[0]),
          duration,
        );
        const first = [...featuresOf(window).values()];
        expect(first.every(Number.isFinite)).toBe(true);
        expect([...featuresOf(window).values()]).toEqual(first);
      }),
    );
  });
});
