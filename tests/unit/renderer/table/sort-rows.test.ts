import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, nextSorting, riskFirst, sortRows } from '../../../../renderer/table/sort-rows';
import { makeRow } from '../sample-row';

const keys = (rows: { key: string }[]): string => rows.map((row) => row.key).join('');

describe('sortRows', () => {
  it('puts mining first, then suspicious, then undecided, whatever their risk', () => {
    const rows = [
      makeRow('a', { verdict: 'clear', risk: 0.09 }),
      makeRow('b', { verdict: 'undecided', risk: 0.3 }),
      makeRow('c', { verdict: 'mining', risk: 0.98 }),
      makeRow('d', { verdict: 'suspicious', risk: 0.7 }),
      makeRow('e', { verdict: 'mining', risk: 0.99 }),
    ];
    expect(keys(sortRows(rows, riskFirst))).toBe('ecdba');
  });

  it('orders names and addresses as people read them', () => {
    const rows = ['10.0.0.10', '10.0.0.9', '10.0.0.100'].map((address, i) =>
      makeRow('abc'[i], { client: { address, port: 1 } }),
    );
    expect(keys(sortRows(rows, { column: 'client', isDescending: false }))).toBe('bac');
  });

  it('gives one order whatever the order it is given, for every column', () => {
    const row = fc.record({ key: fc.string({ minLength: 1, maxLength: 3 }), risk: fc.constantFrom(0.1, 0.2) });
    const unique = fc.uniqueArray(row, { selector: (entry) => entry.key, maxLength: 12 });
    fc.assert(
      fc.property(unique, fc.constantFrom(...columns), fc.boolean(), (entries, column, isDescending) => {
        const rows = entries.map((entry) => makeRow(entry.key, { risk: entry.risk }));
        const sorting = { column, isDescending };
        expect(sortRows([...rows].reverse(), sorting)).toEqual(sortRows(rows, sorting));
      }),
    );
  });
});

describe('nextSorting', () => {
  it('turns round on the same column, and starts large for numbers and at A for names', () => {
    expect(nextSorting(riskFirst, 'risk')).toEqual({ column: 'risk', isDescending: false });
    expect(nextSorting(riskFirst, 'bytes')).toEqual({ column: 'bytes', isDescending: true });
    expect(nextSorting(riskFirst, 'server')).toEqual({ column: 'server', isDescending: false });
  });
});
