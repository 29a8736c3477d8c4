import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSamples } from '../../../../main/similarity/clusters/add-samples';
import { buildClusters } from '../../../../main/similarity/clusters/build-clusters';
import { readDigest } from '../../../../main/similarity/clusters/read-digest';
import type { Cluster } from '../../../../shared/cluster-file';
import { digestDistance } from '../../../../main/similarity/tlsh/digest-distance';
import { makeDigest, makeSample, manySamples, moveDigest } from './made-samples';

const rules = { radius: 30, limit: 60 };

function distancesOf({ centre, members }: Cluster): number[] {
  return members.map(({ digest }) => digestDistance(readDigest(centre), readDigest(digest)));
}

describe('buildClusters', () => {
  it('puts each sample into one cluster, within the radius of its centre, nearest first', () => {
    fc.assert(
      fc.property(manySamples, (samples) => {
        const clusters = buildClusters(samples, rules);
        const all = clusters.flatMap(({ members }) => members.map(({ digest }) => digest));
        expect(all.sort()).toEqual(samples.map(({ digest }) => digest).sort());
        for (const cluster of clusters) {
          const distances = distancesOf(cluster);
          expect(distances).toEqual([...distances].sort((one, other) => one - other));
          expect(cluster.radius).toBe(Math.max(...distances));
          expect(cluster.radius).toBeLessThanOrEqual(rules.radius);
          expect(cluster.size).toBe(cluster.members.length);
        }
        expect(new Set(clusters.map(({ id }) => id)).size).toBe(clusters.length);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same clusters for samples in another order', () => {
    fc.assert(
      fc.property(manySamples, (samples) => {
        expect(buildClusters([...samples].reverse(), rules)).toEqual(buildClusters(samples, rules));
      }),
      { numRuns: 30 },
    );
  });

  it('merges the nearest first, and not what no member reaches all of', () => {
    const base = makeDigest(1);
    // A chain, each 20 steps from the next: three of them have a centre, all four have none.
    const chain = [0, 20, 40, 60].map((steps) => makeSample(moveDigest(base, steps)));
    expect(buildClusters(chain, rules)).toHaveLength(2);
    const three = buildClusters(chain.slice(0, 3), rules);
    expect(three.map(({ size, centre, radius }) => ({ size, centre, radius }))).toEqual([
      { size: 3, centre: chain[1].digest, radius: 20 },
    ]);
  });

  it('takes the family of most, the first date, and a name that tells the versions', () => {
    const base = makeDigest(2);
    const [cluster] = buildClusters(
      [
        makeSample(base, { version: '6.15.1', platform: 'arm64', firstSeen: '2021-09-24' }),
        makeSample(moveDigest(base, 3), { version: '6.21.0', platform: 'arm64', firstSeen: '2021-05-01' }),
        makeSample(moveDigest(base, 6), { version: '2.9.6', family: 'XMRigCC', firstSeen: null }),
      ],
      rules,
    );
    expect(cluster).toMatchObject({ id: 'XMRig 6.15-6.21 (arm64)', family: 'XMRig', firstSeen: '2021-05-01', size: 3 });
  });
});

describe('addSamples', () => {
  const base = makeDigest(3);
  const known = buildClusters([makeSample(base, { version: '1.0' })], rules);

  it('lets samples join the cluster whose centre is within the radius, and clusters the others', () => {
    const near = makeSample(moveDigest(base, 12), { version: '1.1', firstSeen: '2020-01-01' });
    const far = makeSample(moveDigest(base, 50), { version: '1.0' });
    const clusters = addSamples(known, [far, near], rules);
    expect(clusters.map(({ id, size, radius, firstSeen }) => ({ id, size, radius, firstSeen }))).toEqual([
      { id: 'XMRig 1.0', size: 2, radius: 12, firstSeen: '2020-01-01' },
      { id: 'XMRig 1.0 #2', size: 1, radius: 0, firstSeen: null },
    ]);
    expect(clusters[0].centre).toBe(known[0].centre);
  });

  it('changes nothing when the same samples are added again', () => {
    fc.assert(
      fc.property(manySamples, (samples) => {
        const once = addSamples(known, samples, rules);
        expect(addSamples(once, samples, rules)).toEqual(once);
      }),
      { numRuns: 30 },
    );
  });
});
