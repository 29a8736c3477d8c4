import { expect, it } from 'vitest';
import { Conversation } from '../../../main/decode/conversation';
import { bytesOf, converse } from './conversation-support';

const redisHello = '*3\r\n$7\r\nPUBLISH\r\n$18\r\n__sentinel__:hello\r\n$2\r\nhi\r\n';
const redisAnswer = ':1\r\n+OK\r\n$11\r\nrole:master\r\n:1\r\n:1\r\n';
const noise = String.fromCharCode(...Array.from({ length: 64 }, (_, at) => (at * 37 + 11) & 0xff));

it('tells plain text that is no mining dialect', () => {
  const { isPlainText, dialect } = converse([
    [true, redisHello],
    [false, redisAnswer],
  ]);
  expect({ isPlainText, dialect }).toEqual({ isPlainText: true, dialect: null });
});

it.each([
  [
    'one end has hardly spoken',
    [
      [true, redisHello],
      [false, '+OK\r\n'],
    ],
  ],
  [
    'one end is binary',
    [
      [true, redisHello],
      [false, noise],
    ],
  ],
  [
    'words come before the encryption',
    [
      [true, 'EHLO mail.example.org\r\nSTARTTLS\r\n'],
      [false, '220 mail.example.org\r\n220 Go ahead\r\n'],
      [true, noise],
      [false, noise],
    ],
  ],
  ['nothing was said', []],
] as const)('does not where %s', (_, segments) => {
  expect(converse(segments).isPlainText).toBe(false);
});

it('does not where payload is missing: a dialect may have been in it', () => {
  const conversation = new Conversation();
  for (const [isUp, text] of [
    [true, redisHello],
    [false, redisAnswer],
  ] as const) {
    conversation.read(isUp, bytesOf(text), 0, text.length);
  }
  conversation.skip(false);
  expect(conversation.findings.isPlainText).toBe(false);
  conversation.read(true, bytesOf(redisHello), 0, redisHello.length);
  expect(conversation.findings.isPlainText).toBe(false);
});

it('forgets what looked like text at first, and is not won back by text after much that was none', () => {
  const quiet = Array.from({ length: 40 }, () => [true, noise] as const);
  const words = Array.from({ length: 4000 }, () => [true, redisHello] as const);
  expect(converse([[false, redisAnswer], ...quiet, ...words]).isPlainText).toBe(false);
});
