import { describe, expect, it } from 'vitest';
import { countVerdicts, everyRow, filterRows } from '../../../../renderer/table/filter-rows';
import { makeRow } from '../sample-row';

const rows = [
  makeRow('a', { server: { address: '203.0.113.1', port: 3333, name: 'Pool.Example' }, verdict: 'mining' }),
  makeRow('b', { program: 'firefox' }),
  makeRow('c', { protocol: 'udp', verdict: 'undecided' }),
];
const find = (text: string): string[] => filterRows(rows, { ...everyRow, text }).map((row) => row.key);

describe('filterRows', () => {
  it('finds names, addresses, ports and programs, in any case, all words at once', () => {
    expect(find('pool.example')).toEqual(['a']);
    expect(find(':3333')).toEqual(['a']);
    expect(find('FIREFOX')).toEqual(['b']);
    expect(find('203.0.113 udp')).toEqual(['c']);
    expect(find('  ')).toEqual(['a', 'b', 'c']);
    expect(find('nothing like it')).toEqual([]);
  });

  it('keeps one device, by any of its addresses', () => {
    const device = { name: 'camera', addresses: ['192.168.1.30', 'fe80::1'] };
    const other = makeRow('d', { device: 'fe80::1' });
    const outside = makeRow('e', { device: null });
    expect(filterRows([...rows, other, outside], { ...everyRow, device }).map((row) => row.key)).toEqual(['d']);
  });

  it('keeps one verdict', () => {
    expect(filterRows(rows, { ...everyRow, verdict: 'mining' }).map((row) => row.key)).toEqual(['a']);
    expect(countVerdicts(rows)).toEqual({ mining: 1, suspicious: 0, undecided: 1, clear: 1 });
  });
});
