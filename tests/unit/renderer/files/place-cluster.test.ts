import { describe, expect, it } from 'vitest';
import { pictureSize, placeCluster, type Place } from '../../../../renderer/files/place-cluster';
import { sampleCluster, sampleClusters } from '../../../../renderer/preview-files';
import type { ClusterDetail } from '../../../../shared/file-scan';

const middle = pictureSize / 2;
const radius = ({ x, y }: Place): number => Math.hypot(x - middle, y - middle);

function makeCluster(part: Partial<ClusterDetail>): ClusterDetail {
  const cluster = sampleCluster(sampleClusters.clusters[1].id, 'T1');
  if (cluster === null) throw new Error('no such sample');
  return { ...cluster, ...part };
}

describe('the picture of a cluster', () => {
  it('puts everything as far out as its distance says, inside the frame', () => {
    const cluster = makeCluster({});
    const plan = placeCluster(cluster);
    expect(plan.centre).toBe(0);
    cluster.shown.forEach(({ distance }, at) =>
      expect(radius(plan.members[at])).toBeCloseTo(at === plan.centre ? 0 : plan.radiusOf(distance), 6),
    );
    expect(plan.file && radius(plan.file)).toBeCloseTo(plan.radiusOf(cluster.file?.distance ?? 0), 6);
    const step = plan.radiusOf(20) - plan.radiusOf(10);
    expect(plan.radiusOf(30) - plan.radiusOf(20)).toBeCloseTo(step, 6);
    expect(plan.radiusOf(cluster.limit)).toBeLessThan(middle);
  });

  it('keeps a file that is far away on the edge, and has room for none of them', () => {
    const far = placeCluster(makeCluster({ file: { distance: 900, distanceWithoutLength: 800 } }));
    expect(far.file && radius(far.file)).toBeLessThan(middle);
    const empty = placeCluster(makeCluster({ shown: [], distances: [], file: null }));
    expect(empty).toMatchObject({ members: [], file: null, nearest: null });
  });

  it('puts those that resemble each other side by side', () => {
    const member = (at: number) => ({ name: `${at}`, version: null, tlsh: '', distance: 20, fileDistance: null });
    // 0 is like 2, 2 like 1, 1 like 3.
    const distances = [
      [0, 9, 1, 9],
      [9, 0, 1, 1],
      [1, 1, 0, 9],
      [9, 1, 9, 0],
    ];
    const { members } = placeCluster(makeCluster({ shown: [0, 1, 2, 3].map(member), distances, file: null }));
    const gap = (a: number, b: number) => Math.hypot(members[a].x - members[b].x, members[a].y - members[b].y);
    expect(gap(0, 2)).toBeLessThan(gap(0, 1));
    expect(gap(1, 3)).toBeLessThan(gap(2, 3));
  });
});
