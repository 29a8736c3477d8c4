import { describe, expect, it } from 'vitest';
import { buildClusters } from '../../../../main/similarity/clusters/build-clusters';
import { calibrateClusters } from '../../../../main/similarity/clusters/calibrate-clusters';
import { dropShared } from '../../../../main/similarity/clusters/drop-shared';
import { makeDigest, makeSample, moveDigest } from './made-samples';

const base = makeDigest(1);
const other = makeDigest(2);
const clusters = buildClusters([makeSample(base), makeSample(other, { family: 'xmr-stak' })], { radius: 30, limit: 0 });
const rules = { margin: 5, highest: 70 };

describe('calibrateClusters', () => {
  it('keeps the threshold below the nearest harmless file, and says which that was', () => {
    const harmless = [
      { name: '/usr/bin/far', digest: moveDigest(other, 90) },
      { name: '/usr/bin/near', digest: moveDigest(base, 62) },
    ];
    const { threshold, calibration } = calibrateClusters(clusters, { harmless, otherMalware: [] }, rules);
    expect(threshold).toBe(57);
    expect(calibration.nearest[0]).toMatchObject({ distance: 62, name: '/usr/bin/near' });
    expect(calibrateClusters(clusters, { harmless: [], otherMalware: [] }, rules).threshold).toBe(70);
  });

  it('lowers only the limit of the cluster that other malware is near to', () => {
    const otherMalware = [{ name: 'njrat', digest: moveDigest(base, 44) }];
    const limits = calibrateClusters(clusters, { harmless: [], otherMalware }, rules).clusters;
    expect(Object.fromEntries(limits.map(({ family, limit }) => [family, limit]))).toEqual({
      XMRig: 39,
      'xmr-stak': 70,
    });
  });
});

describe('dropShared', () => {
  it('leaves out what something else is as near to as a member may be, whatever their lengths', () => {
    const others = [{ name: 'installer', digest: moveDigest({ ...base, lengthClass: 120 }, 30) }];
    const samples = [makeSample(base, { name: 'packed' }), makeSample(moveDigest(base, 100))];
    const { kept, dropped } = dropShared(samples, others, 30);
    expect(kept).toEqual([samples[1]]);
    expect(dropped).toEqual([{ name: 'packed', distance: 30, near: 'installer' }]);
  });
});
