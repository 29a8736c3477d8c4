import { describe, expect, it } from 'vitest';
import { judgeByValue } from '../../../../models/evaluation/packet/judge-variant';
import { measurePackets } from '../../../../models/evaluation/packet/packet-metrics';
import type { PacketRow } from '../../../../models/evaluation/packet/packet-rows';
import { ttlColumn } from '../../../../models/evaluation/packet/packet-variants';
import { splitRows } from '../../../../models/evaluation/packet/split-rows';

/** Three sources, two of which mine; every source has a TTL of its own for mining. */
const rows: PacketRow[] = Array.from({ length: 900 }, (_, at) => {
  const source = ['one', 'two', 'three'][at % 3];
  const label = source !== 'three' && at % 2 === 0 ? 1 : 0;
  const features = new Float32Array(8);
  features[ttlColumn] = label === 1 ? 0.1 + (at % 3) * 0.1 : 0.5;
  const connection = at % 90;
  return { features, label, connection, capture: `${source}/${at % 9}`, source };
});

describe('splits', () => {
  it.each(['capture', 'source'] as const)('keep a %s together', (split) => {
    const folds = splitRows(rows, split, 1);
    const foldsOf = new Map<string, Set<number>>();
    rows.forEach((row, at) => {
      const key = row[split];
      foldsOf.set(key, (foldsOf.get(key) ?? new Set()).add(folds[at]));
    });
    expect([...foldsOf.values()].every(({ size }) => size === 1)).toBe(true);
    expect(splitRows(rows, split, 1)).toEqual(folds);
  });

  it('leave every mining source out once', () => {
    const folds = splitRows(rows, 'source', 1);
    expect(folds[0]).not.toBe(folds[1]);
    expect(new Set(folds).size).toBe(2);
  });
});

describe('a TTL that names the source', () => {
  it('looks perfect by packet and is worthless by source', () => {
    const measure = (split: 'packet' | 'source'): number =>
      measurePackets(rows, judgeByValue(rows, splitRows(rows, split, 1), ttlColumn)).recall;
    expect(measure('packet')).toBe(1);
    expect(measure('source')).toBeLessThanOrEqual(0.5);
  });
});
