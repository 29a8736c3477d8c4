import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatClusterFile } from '../../../../main/similarity/clusters/format-cluster-file';
import { readDigest } from '../../../../main/similarity/clusters/read-digest';
import { digestDistance } from '../../../../main/similarity/tlsh/digest-distance';
import { makeClusterFile } from '../../../../models/clusters/make-cluster-file';
import { readTlshData } from '../../../../models/clusters/tlsh-data';
import { clusterFileSchema } from '../../../../shared/cluster-file';
import { dataFolder, repositoryRoot, requireOrSkip } from '../../../support/requirements';

const shipped = readFileSync(join(repositoryRoot, 'models/miner-clusters.json'), 'utf8');
const data = dataFolder();

describe('models/miner-clusters.json', () => {
  const file = clusterFileSchema.parse(JSON.parse(shipped));

  it('names each cluster once and holds the distances it says', () => {
    expect(new Set(file.clusters.map(({ id }) => id)).size).toBe(file.clusters.length);
    const sources = file.sources.map(({ id }) => id);
    for (const { id, centre, members, radius, size, limit } of file.clusters) {
      const distances = members.map(({ digest }) => digestDistance(readDigest(centre), readDigest(digest)));
      expect({ id, distances }).toEqual({ id, distances: [...distances].sort((one, other) => one - other) });
      expect(radius).toBeGreaterThanOrEqual(Math.max(...distances));
      expect(radius).toBeLessThanOrEqual(30);
      expect(size).toBeGreaterThanOrEqual(members.length);
      expect(limit).toBeLessThanOrEqual(file.threshold);
      for (const { source } of members) expect(sources).toContain(source);
    }
  });

  it('keeps its threshold a margin below the nearest harmless file', () => {
    const [nearest] = file.calibration?.nearest ?? [];
    expect(nearest.distance - file.threshold).toBe(file.calibration?.margin);
  });

  it.runIf(requireOrSkip('the public digests (KANARIA_DATA)', data !== null))(
    'is what the program builds from the public digests, byte for byte',
    () => {
      expect(formatClusterFile(makeClusterFile(readTlshData(join(data ?? '', 'tlsh'))))).toBe(shipped);
    },
  );
});
