import type { ConnectionRow } from '../../../shared/contract';

/** A row with nothing special about it, and what a test gives it. */
export function makeRow(key: string, part: Partial<ConnectionRow> = {}): ConnectionRow {
  return {
    key,
    id: `1:${key}`,
    series: null,
    protocol: 'tcp',
    client: { address: '192.168.1.20', port: 40_000 },
    server: { address: '203.0.113.9', port: 443, name: null },
    start: '2026-11-22T14:00:00.000Z',
    end: '2026-11-22T14:00:10.000Z',
    durationMs: 10_000,
    packets: { up: 10, down: 12 },
    bytes: { up: 1000, down: 9000 },
    device: '192.168.1.20',
    risk: 0.02,
    verdict: 'clear',
    firstFlagged: null,
    firstEvidence: null,
    firstByModel: null,
    program: null,
    programCpu: null,
    isActive: true,
    rate: [],
    ...part,
  };
}
