import { expect, it } from 'vitest';
import type { EvidenceFact } from '../../../shared/evidence-fact';
import { describeFact } from '../../../shared/evidence-text';

const hit = {
  code: 'pool-list',
  name: 'x.pool.example',
  matched: 'pool.example',
  source: 'dns',
  list: 'Pools',
  listSource: 'a friend',
  listDate: '2025-03-05T00:00:00.000Z',
} as const;

it.each([
  ['list', ' of 2025-03-05', '2025-03-05'],
  ['import', ', imported on 2025-03-05,', '2025-03-05に取り込み'],
  ['file', ', a file of 2025-03-05,', '2025-03-05のファイル'],
] as const)('says what the date of a list is: that of the %s', (listDateOrigin, english, japanese) => {
  const fact: EvidenceFact = { ...hit, listDateOrigin };
  expect(describeFact(fact, 'en')).toBe(
    `Your list "Pools" from a friend${english} holds the DNS name x.pool.example (as pool.example)`,
  );
  expect(describeFact(fact, 'ja')).toContain(`リスト「Pools」（${japanese}、a friend）`);
});

it('names plain text that is no mining protocol', () => {
  expect(describeFact({ code: 'other-plain-text' }, 'en')).toContain('no mining protocol that Kanaria reads');
  expect(describeFact({ code: 'other-plain-text' }, 'ja')).toContain('マイニングプロトコルではありません');
});
