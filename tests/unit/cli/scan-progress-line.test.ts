import { describe, expect, it } from 'vitest';
import { describeScanProgress } from '../../../main/cli/scan-progress-line';
import { idleScan } from '../../../shared/idle-scan';

const { summary } = idleScan;

describe('describeScanProgress', () => {
  it('shows a bar, the rate and the time left once all files are listed', () => {
    const known = { files: 1200, filesInAll: 4000, bytes: 25e6, bytesInAll: 1e8, bytesPerSecond: 5e6 };
    expect(describeScanProgress({ ...known, remainingMs: 14_200 }, { ...summary, match: 1 })).toBe(
      '[###         ] 25 %, 1,200 files, 25 MB, 5.0 MB/s, 15 s left, 1 found',
    );
  });

  it('leaves out what is not known', () => {
    const unknown = { filesInAll: null, bytesInAll: null, bytesPerSecond: null, remainingMs: null };
    expect(describeScanProgress({ files: 1, bytes: 0, ...unknown }, summary)).toBe('1 file, 0 B');
  });
});
