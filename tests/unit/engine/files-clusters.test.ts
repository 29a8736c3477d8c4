import { describe, expect, it } from 'vitest';
import { FilesClusters } from '../../../main/engine/files-clusters';
import { digestDistance } from '../../../main/similarity/tlsh/digest-distance';
import { parseDigest } from '../../../main/similarity/tlsh/parse-digest';
import type { ClusterFile } from '../../../shared/cluster-file';
import { clusterFileSchema } from '../../../shared/cluster-file';
import { clusterDetailSchema, clusterListSchema } from '../../../shared/file-scan';
import { maxShownMembers } from '../../../shared/file-limits';

/** Digests that differ in their last byte or two. */
const digestOf = (at: number): string =>
  `T12B548D7BB3F48A9EF70A83FB0546D55C4D5D823BA1CB52D0E1B1C4E4D1AB9C98C9D${at.toString(16).padStart(3, '0').toUpperCase()}`;
const distance = (a: string, b: string): number => {
  const [one, other] = [parseDigest(a), parseDigest(b)];
  if (one === null || other === null) throw new Error('not a digest');
  return digestDistance(one, other);
};

const members = Array.from({ length: 60 }, (_, at) => ({
  digest: digestOf(at),
  name: `miner-${at}`,
  version: null,
  source: 'test',
})).sort((a, b) => distance(a.digest, digestOf(0)) - distance(b.digest, digestOf(0)));
const file: ClusterFile = clusterFileSchema.parse({
  schema: 'kanaria/clusters@1',
  threshold: 60,
  calibration: null,
  sources: [],
  clusters: [
    { id: 'Miner 1', family: 'Miner', firstSeen: null, centre: digestOf(0), radius: 18, size: 99, limit: 55, members },
  ],
});
const clusters = new FilesClusters(() => Promise.resolve({ kind: 'read', path: '', file }));

describe('the clusters for a window', () => {
  it('are listed, and laid open with true distances', async () => {
    const list = await clusters.list();
    expect(clusterListSchema.strict().parse(list.kind === 'ok' && list.value).clusters).toEqual([
      { id: 'Miner 1', family: 'Miner', members: 99, radius: 18, firstSeen: null },
    ]);
    const asked = members[55].digest;
    const reply = await clusters.get('Miner 1', asked);
    const detail = clusterDetailSchema.strict().parse(reply.kind === 'ok' && reply.value);
    expect(detail.shown).toHaveLength(maxShownMembers);
    expect(detail.limit).toBe(55);
    expect(detail.file?.distance).toBe(distance(asked, digestOf(0)));
    // The member it is nearest to is shown, although many are nearer to the centre.
    expect(detail.shown.map(({ fileDistance }) => fileDistance)).toContain(0);
    detail.shown.forEach((one, row) => {
      expect(one.distance).toBe(distance(one.tlsh, detail.centre));
      detail.shown.forEach((other, column) =>
        expect(detail.distances[row][column]).toBe(distance(one.tlsh, other.tlsh)),
      );
    });
  });

  it('say what is not there', async () => {
    expect(await clusters.get('Miner 2', null)).toMatchObject({ kind: 'failed', failure: { kind: 'not-found' } });
    expect(await clusters.get('Miner 1', 'T1x')).toMatchObject({ kind: 'failed', failure: { kind: 'bad-request' } });
    const failure = { kind: 'missing' as const, message: 'Gone.', remedy: '' };
    const none = new FilesClusters(() => Promise.resolve({ kind: 'failed', failure }));
    expect(await none.list()).toEqual({ kind: 'failed', failure });
  });
});
