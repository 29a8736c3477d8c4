import type { FileScan } from './file-scan';

/** What is said of scanning before anything was scanned. */
export const idleScan: FileScan = {
  state: 'idle',
  request: null,
  progress: { files: 0, filesInAll: null, bytes: 0, bytesInAll: null, bytesPerSecond: null, remainingMs: null },
  summary: {
    files: 0,
    bytes: 0,
    veryClose: 0,
    match: 0,
    possible: 0,
    none: 0,
    notAssessable: 0,
    skipped: 0,
    skippedBy: {},
    elapsedMs: 0,
    isPartial: false,
  },
  skipped: [],
  hiddenRows: 0,
  failure: null,
};
