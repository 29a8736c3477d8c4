import { describe, expect, it } from 'vitest';
import { failureSchema, verdictSchema } from '../../../shared/connection';
import { chooseLanguage, messagesFor } from '../../../shared/messages';

type Entry = readonly [path: string, value: unknown];

/** Every leaf of a dictionary with its path. */
function leaves(value: unknown, path = ''): Entry[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}.${key}`));
}

/** What a sentence says with sample parameters. */
function say(value: unknown): string {
  return typeof value === 'function' ? String(value(2, 'A', 'B')) : String(value);
}

const english = leaves(messagesFor('en'));
const japanese = leaves(messagesFor('ja'));
const japaneseLetters = /[\u3040-\u30ff\u4e00-\u9fff]/;
/** Only figures and punctuation of their own. */
const wordless = ['.footer.keptOf', '.host.headline.watts'];
/** Written alike in both languages. */
const sameEverywhere = /^(Wi-Fi|Bluetooth|TLS|CPU|SHA-256)$/;

describe('messages', () => {
  it('have the same keys in both languages, each with something to say', () => {
    expect(japanese.map(([path]) => path)).toEqual(english.map(([path]) => path));
    for (const [path, value] of [...english, ...japanese]) expect(say(value).trim(), path).not.toBe('');
  });

  it('are Japanese in Japanese', () => {
    for (const [path, value] of japanese) {
      const text = say(value);
      const isTranslated = japaneseLetters.test(text) || sameEverywhere.test(text) || wordless.includes(path);
      expect(isTranslated, `${path}: ${text}`).toBe(true);
    }
  });

  it('use every parameter in both languages', () => {
    for (const [index, [path, value]] of english.entries()) {
      if (typeof value !== 'function') continue;
      const japaneseText = say(japanese[index][1]);
      for (const parameter of ['A', 'B']) {
        const isUsed = new RegExp(`(^|[^A-Za-z])${parameter}([^A-Za-z]|$)`);
        expect(isUsed.test(japaneseText), `${path}: ${parameter}`).toBe(isUsed.test(say(value)));
      }
    }
  });

  it('name every verdict and every kind of failure', () => {
    for (const language of ['en', 'ja'] as const) {
      const messages = messagesFor(language);
      expect(Object.keys(messages.verdict).sort()).toEqual([...verdictSchema.options].sort());
      expect(Object.keys(messages.failure).sort()).toEqual([...failureSchema.shape.kind.options].sort());
    }
  });

  it('tell one from many', () => {
    const { detail, files, host, poolLists, status, table } = messagesFor('en');
    expect(status.mining(1, '1')).toBe('1 connection is mining');
    expect(status.mining(2, '2')).toBe('2 connections are mining');
    expect(table.shown(1, '1', '1')).toBe('1 connection');
    expect(table.shown(1, '0', '1')).toBe('0 of 1 connection');
    expect(files.table.shown(2, '1', '2')).toBe('1 of 2 files');
    expect(files.table.hidden(1, '1', '2,000')).toContain('1 more is counted');
    expect(files.status.filesOf(1, '0', '1')).toBe('0 of 1 file');
    expect(files.cluster.shownOf(1, '1', '8')).toContain('1 of 8 members is shown');
    expect(host.headline.busy(1, '0.3', '1')).toBe('0.3 of 1 core busy');
    expect(poolLists.entries(1, '1')).toBe('1 entry');
    expect(poolLists.entries(2, '2')).toBe('2 entries');
    expect(detail.messagesSummary(1, '1', '3', '9 B')).toContain('1 message from the client, 3 from the server');
  });
});

describe('chooseLanguage', () => {
  it('follows the choice, then the machine, then English', () => {
    expect(chooseLanguage('ja', ['en-US'])).toBe('ja');
    expect(chooseLanguage('system', ['de-DE', 'ja-JP', 'en'])).toBe('ja');
    expect(chooseLanguage('system', ['fr'])).toBe('en');
  });
});

it('says how many devices there are, or how many at least', () => {
  expect(messagesFor('en').devices.headline.shown('200', '1,802', true)).toBe('200 of 1,802 devices are shown');
  expect(messagesFor('en').devices.headline.shown('200', '4,096', false)).toBe(
    '200 of at least 4,096 devices are shown',
  );
  expect(messagesFor('ja').devices.headline.shown('200', '4,096', false)).toBe('機器 4,096 台以上のうち 200 台を表示');
});
