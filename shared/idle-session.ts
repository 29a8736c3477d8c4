import type { Session } from './contract';

/** What is reported before anything was started. */
export function idleSession(keptLimitBytes: number): Session {
  return {
    state: 'idle',
    source: null,
    startedAt: null,
    packets: 0,
    bytes: 0,
    dropped: null,
    duplicates: 0,
    skipped: 0,
    progress: null,
    connections: 0,
    active: 0,
    mining: 0,
    suspicious: 0,
    undecided: 0,
    evicted: 0,
    hiddenRows: 0,
    keptBytes: 0,
    keptLimitBytes,
    clock: null,
    failure: null,
    warnings: [],
  };
}
