import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../main/decode/parse-address';
import { parsePoolList, type ParsedPoolList } from '../../../main/verdict/pool-list';
import { PoolLists } from '../../../main/verdict/pool-lists';

function parse(text: string): ParsedPoolList {
  const parsed = parsePoolList(new TextEncoder().encode(text));
  if (parsed === null) throw new Error('too long');
  return parsed;
}

function listsOf(...texts: string[]): PoolLists {
  const facts = { source: null, date: '', dateOrigin: 'list' } as const;
  return new PoolLists(texts.map((text, at) => ({ name: `${at}`, ...facts, entries: parse(text).entries })));
}

const hits = (lists: PoolLists, host: string) => lists.matchName(host).map(({ matched }) => matched);
const holds = (lists: PoolLists, address: string) =>
  lists.matchAddress(parseAddress(address) ?? new Uint8Array(4), () => address).length > 0;

describe('a list of pools', () => {
  it('may have domains, addresses, ranges, comments and lines of hosts files', () => {
    const parsed = parse(
      [
        '\ufeff# Title: My pools',
        '# Source: https://lists.example/pools.txt',
        '# Last modified: 2026-10-01',
        '',
        'pool.example\r',
        '*.Miner.Example.  # a comment',
        '0.0.0.0 one.example two.example',
        '127.0.0.1 localhost',
        'fe80::1%lo0 localhost',
        '192.0.2.7',
        '198.51.100.0/24',
        '2001:db8::/32',
        'xn--eckwd4c7c.example',
      ].join('\n'),
    );
    expect(parsed).toMatchObject({
      count: 8,
      badLines: 0,
      firstBad: null,
      title: 'My pools',
      source: 'https://lists.example/pools.txt',
      date: '2026-10-01T00:00:00.000Z',
    });
    expect([...parsed.entries.domains]).toEqual([
      'pool.example',
      'miner.example',
      'one.example',
      'two.example',
      'xn--eckwd4c7c.example',
    ]);
  });

  it.each([
    'com',
    '10.0.0.0/7',
    '1.2.3.4/33',
    '::/8',
    '1.2.3.4 pool.example',
    'http://pool.example/',
    'two words',
    '-a.example',
    'プール.example',
  ])('counts %j as a bad line and names the first', (line) => {
    const parsed = parse(`pool.example\n${line}\n192.0.2.1\n${line}`);
    expect(parsed).toMatchObject({ count: 2, badLines: 2, firstBad: { line: 2 } });
  });

  it('holds subdomains of its domains, and no domain above or beside them', () => {
    const lists = listsOf('pool.example\na.pool.example', 'example.org');
    expect(hits(lists, 'pool.example')).toEqual(['pool.example']);
    expect(hits(lists, 'x.a.pool.example')).toEqual(['a.pool.example']);
    expect(hits(lists, 'carpool.example')).toEqual([]);
    expect(hits(lists, 'example')).toEqual([]);
    expect(lists.matchName('www.example.org')[0].list.name).toBe('1');
  });

  it('holds the addresses of its ranges', () => {
    const lists = listsOf('198.51.100.64/26\n198.51.100.128/25\n2001:db8::/32\n192.0.2.1');
    for (const address of ['198.51.100.64', '198.51.100.255', '2001:db8:ffff::1', '192.0.2.1']) {
      expect(holds(lists, address)).toBe(true);
    }
    for (const address of ['198.51.100.63', '198.51.101.0', '2001:db9::', '192.0.2.2']) {
      expect(holds(lists, address)).toBe(false);
    }
  });

  it('is refused when it is too long', () => {
    const text = new TextEncoder().encode('a.example\nb.example\n192.0.2.1\n');
    expect(parsePoolList(text, 2)).toBeNull();
    expect(parsePoolList(text, 3)).not.toBeNull();
  });

  it('may be anything at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (data) => {
        const parsed = parsePoolList(data);
        const lines = data.filter((byte) => byte === 10).length + 1;
        expect(parsed?.badLines).toBeLessThanOrEqual(lines);
      }),
    );
  });

  it('of many lines is read, long ones among them', () => {
    const lines = Array.from({ length: 50_000 }, (_, at) => `p${at}.example`);
    const parsed = parse([...lines, 'x'.repeat(100_000)].join('\n'));
    expect(parsed).toMatchObject({ count: 50_000, badLines: 1, firstBad: { line: 50_001 } });
    expect(parsed.firstBad?.text.length).toBeLessThanOrEqual(80);
  });
});
