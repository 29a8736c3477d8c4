import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildClusters } from '../../../../main/similarity/clusters/build-clusters';
import { NearestClusters } from '../../../../main/similarity/clusters/nearest-clusters';
import { reachOf } from '../../../../main/similarity/clusters/reach-of';
import { readDigest } from '../../../../main/similarity/clusters/read-digest';
import { digestDistance } from '../../../../main/similarity/tlsh/digest-distance';
import { makeDigest, manySamples, moveDigest } from './made-samples';

const digest = fc.tuple(fc.nat(5), fc.nat(60)).map(([seed, steps]) => moveDigest(makeDigest(seed), steps));

describe('NearestClusters', () => {
  it('finds every cluster whose centre or member is within the distance, nearest first', () => {
    fc.assert(
      fc.property(manySamples, digest, fc.nat(90), (samples, asked, maxDistance) => {
        const clusters = buildClusters(samples, { radius: 30, limit: 60 });
        const file = { schema: 'kanaria/clusters@1' as const, threshold: 60, calibration: null, sources: [], clusters };
        const found = NearestClusters.of(file).search(asked, { maxDistance, count: 100 });
        const reaches = clusters
          .map(({ id, centre, members }) => {
            const references = [centre, ...members.map((member) => member.digest)].map(readDigest);
            return { id, reach: Math.min(...references.map((each) => digestDistance(asked, each))) };
          })
          .filter(({ reach }) => reach <= maxDistance)
          .sort((one, other) => one.reach - other.reach || (one.id < other.id ? -1 : 1));
        expect(found.map((each) => ({ id: each.cluster, reach: reachOf(each) }))).toEqual(reaches);
        expect(NearestClusters.of(file).search(asked, { maxDistance, count: 1 })).toEqual(found.slice(0, 1));
      }),
      { numRuns: 100 },
    );
  });

  it('orders by the centre alone where the length is left out', () => {
    const samples = fc.sample(manySamples, { numRuns: 1, seed: 7 })[0];
    const clusters = buildClusters(samples, { radius: 30, limit: 60 });
    const file = { schema: 'kanaria/clusters@1' as const, threshold: 60, calibration: null, sources: [], clusters };
    const longer = makeDigest(1, { lengthClass: 140 });
    const found = NearestClusters.of(file).search(longer, { maxDistance: 100, count: 5, withLength: false });
    expect(found.length).toBeGreaterThan(0);
    for (const { distance, distanceWithoutLength } of found) expect(distance).toBe(distanceWithoutLength + 12 * 40);
  });
});
