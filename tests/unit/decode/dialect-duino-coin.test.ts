import { describe, expect, it } from 'vitest';
import { converse, frame } from './conversation-support';

const [last, expected] = ['5f', 'c3'].map((byte) => byte.repeat(20));
const ask = 'JOB,maker,ESP32,secret\n';
const job = `${last},${expected},340\n`;
const result = '21877,30125.5,Official ESP32 Miner 4.3,desk,DUCOID1234\n';

describe('a Duino-Coin connection', () => {
  it('is known by what the board asks, and by what it is given', () => {
    expect(converse([[true, ask]])).toMatchObject({ dialect: 'duino-coin', givenAwayBy: 'JOB', login: 'maker' });
    expect(converse([[false, job]])).toMatchObject({ dialect: 'duino-coin', givenAwayBy: 'job', jobs: 1 });
    expect(converse([[true, ask.trimEnd()]]).dialect).toBe('duino-coin');
  });

  it('is followed share by share', () => {
    const findings = converse([
      [false, '4.3\n'],
      ...Array.from({ length: 3 }, (_, at): [boolean, string][] => [
        [true, ask],
        [false, job],
        [true, result],
        [false, at === 1 ? 'BAD,Incorrect result\n' : 'GOOD\n'],
      ]).flat(),
    ]);
    expect(findings).toMatchObject({
      dialect: 'duino-coin',
      coin: 'Duino-Coin',
      agent: 'Official ESP32 Miner 4.3',
      claimedRate: 30125.5,
      jobs: 3,
      submits: 3,
      accepted: 2,
      rejected: 1,
      work: { kind: 'hashes', value: 17_000 },
    });
  });

  it('is read on within a segment', () => {
    expect(
      converse([
        [false, `4.3\n`],
        [false, job + job],
      ]),
    ).toMatchObject({ jobs: 2 });
  });

  it.each([
    ['a device that nobody mines on', 'JOB,maker,LASER\n'],
    ['no difficulty', 'JOB,maker\n'],
    ['one hash', `${last},340\n`],
    ['hashes of another length', `${'5f'.repeat(32)},${'c3'.repeat(32)},340\n`],
    ['a row of a table', '21877,30125.5,Official ESP32 Miner 4.3\n'],
    ['praise', 'GOOD\n'],
    ['blame', 'BAD,thing\n'],
    ['a line without an end in sight', `JOB,maker,ESP32,${'x'.repeat(300)}`],
    ['a commit', `${last} refs/heads/main\n`],
  ])('is nothing: %s', (_why, line) => {
    expect(converse([[true, line]]).dialect).toBeNull();
    expect(converse([[false, line]]).dialect).toBeNull();
  });

  it('is read in a WebSocket', () => {
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
    const request = 'GET / HTTP/1.1\r\nHost: a.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
    expect(
      converse([
        [true, request],
        [false, upgrade + frame('3.0')],
        [true, frame(ask, 0x01020304)],
        [false, frame(job)],
        [true, frame(result, 0x01020304)],
        [false, frame('GOOD\n')],
      ]),
    ).toMatchObject({ dialect: 'duino-coin', isWebSocket: true, jobs: 1, submits: 1, accepted: 1 });
  });

  it('means nothing in another dialect', () => {
    const subscribe = '{"id":1,"method":"mining.subscribe","params":[]}\n';
    expect(
      converse([
        [true, subscribe],
        [false, 'GOOD\n'],
      ]),
    ).toMatchObject({ dialect: 'stratum-v1', accepted: 0 });
  });
});
