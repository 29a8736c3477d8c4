import { describe, expect, it } from 'vitest';
import { previewIdleSession } from '../../../../renderer/preview-data';
import { applyDelta, fromSnapshot } from '../../../../renderer/state/live-connections';
import { makeRow } from '../sample-row';

const session = { ...previewIdleSession, state: 'running' as const };

describe('applyDelta', () => {
  it('takes changed rows, drops removed ones and keeps the others as they are', () => {
    const before = fromSnapshot({ session, rows: [makeRow('a'), makeRow('b'), makeRow('c')] });
    const changed = makeRow('b', { risk: 0.9 });
    const after = applyDelta(before, { session, changed: [changed, makeRow('d')], removed: ['c'], isReset: false });
    expect([...after.rows.keys()]).toEqual(['a', 'b', 'd']);
    expect(after.rows.get('a')).toBe(before.rows.get('a'));
    expect(after.rows.get('b')).toBe(changed);
    expect([...before.rows.keys()]).toEqual(['a', 'b', 'c']);
  });

  it('forgets all rows when a new session began', () => {
    const before = fromSnapshot({ session, rows: [makeRow('a')] });
    const after = applyDelta(before, { session, changed: [makeRow('z')], removed: [], isReset: true });
    expect([...after.rows.keys()]).toEqual(['z']);
  });

  it('keeps the same rows when only the counters moved', () => {
    const before = fromSnapshot({ session, rows: [makeRow('a')] });
    const after = applyDelta(before, { session: { ...session, packets: 9 }, changed: [], removed: [], isReset: false });
    expect(after.rows).toBe(before.rows);
    expect(after.session?.packets).toBe(9);
  });
});
