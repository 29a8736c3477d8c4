import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Conversation } from '../../../main/decode/conversation';
import { bytesOf, converse, frame, httpPost, readWhole } from './conversation-support';

const login =
  '{"id":1,"jsonrpc":"2.0","method":"login","params":{"login":"48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD","pass":"x","agent":"XMRig/6.21.0","algo":["rx/0"]}}';
const blob = '0707d5efb9d6057e95a35f868231780b3a8649c4e57f3c77eaf437329243eef0b9f4b6987d05b900000000cae7';
const loggedIn = `{"id":1,"jsonrpc":"2.0","error":null,"result":{"id":"1be0b7b6","job":{"blob":"${blob}","job_id":"q7","target":"b88d0600","algo":"rx/0"},"status":"OK"}}`;
const job = `{"jsonrpc":"2.0","method":"job","params":{"blob":"${blob}","job_id":"q8","target":"b88d0600"}}`;
const share =
  '{"id":2,"jsonrpc":"2.0","method":"submit","params":{"id":"1be0b7b6","job_id":"q7","nonce":"d0030040","result":"e1364b8782719d7683e2ccd3d8f724bc59dfa780a9e960e7c0e0046acdb40100"}}';
const accepted = '{"id":2,"jsonrpc":"2.0","error":null,"result":{"status":"OK"}}';
const rejected = '{"id":3,"jsonrpc":"2.0","error":{"code":-1,"message":"Low difficulty share"}}';

describe('a conversation of a miner with its pool', () => {
  it('tells the dialect, the miner, its shares and what became of them', () => {
    const findings = converse([
      [true, login + '\n'],
      [false, loggedIn + '\n' + job + '\n'],
      [true, share + '\n'],
      [false, accepted + '\n'],
      [true, share.replace('"id":2', '"id":3') + '\n'],
      [false, rejected + '\n'],
    ]);
    expect(findings).toMatchObject({
      dialect: 'cryptonote',
      givenAwayBy: 'login',
      agent: 'XMRig/6.21.0',
      login: '48edfHu7…icoD',
      algorithm: 'rx/0',
      jobs: 2,
      submits: 2,
      accepted: 1,
      rejected: 1,
      wasRefused: false,
      isWebSocket: false,
    });
  });

  it('says when there is news, and only then', () => {
    const conversation = new Conversation();
    const read = (isUp: boolean, text: string) => conversation.read(isUp, bytesOf(text), 0, text.length);
    expect(read(true, login)).toBe(true);
    expect(read(false, loggedIn)).toBe(true);
    expect(read(false, job)).toBe(false);
    expect(read(true, share)).toBe(true);
    expect(read(false, accepted)).toBe(true);
    expect(read(false, job)).toBe(false);
  });

  it('recognises a refused login', () => {
    const reply = '{"id":1,"jsonrpc":"2.0","error":{"code":-1,"message":"Invalid payment address provided"}}\n';
    expect(
      converse([
        [true, login + '\n'],
        [false, reply],
      ]),
    ).toMatchObject({ dialect: 'cryptonote', wasRefused: true });
  });

  it('begins anywhere in a connection, also in the middle of a message, and whatever the direction', () => {
    for (const message of [job, share, loggedIn]) {
      for (const isUp of [true, false]) {
        expect(converse([[isUp, message + '\n']]).dialect).toBe('cryptonote');
        expect(converse([[isUp, `b",true],"id":1}\n${message}\n`]]).dialect).toBe('cryptonote');
      }
    }
  });

  it('does not mind how the JSON is written', () => {
    const pretty = JSON.stringify(JSON.parse(job), null, 2);
    const reversed = `{"params":{"target":"b88d0600","job_id":"q8","blob":"${blob}"},"method":"job"}`;
    for (const text of [pretty, reversed, `\r\n ${job}\r\n`, `${job}\0`, `[${job}]`, `{"a":{"b":[1]}} ${job}`]) {
      expect(converse([[false, text]])).toMatchObject({ dialect: 'cryptonote', jobs: 1 });
    }
  });

  it('reads the beginning of a message that the capture has cut, and goes on with the next one', () => {
    const conversation = new Conversation();
    const notify = bytesOf('{"method":"mining.notify","params":["26eb-2","e4ca1ae652ae9314');
    conversation.read(false, notify, 0, notify.length);
    expect(conversation.findings.dialect).toBeNull();
    conversation.skip(false);
    expect(conversation.findings).toMatchObject({ dialect: 'stratum-v1', jobs: 1 });
    const next = bytesOf('{"method":"mining.notify","params":["26ec-3","a1cd"]}\n');
    conversation.read(false, next, 0, next.length);
    expect(conversation.findings.jobs).toBe(2);
  });

  it('reads what it can of a message too long to keep', () => {
    const notify = `{"method":"mining.notify","params":["1","ab","${'00'.repeat(20_000)}"]}\n${job}\n`;
    expect(readWhole(notify, 1460)).toMatchObject({ dialect: 'stratum-v1', jobs: 2 });
  });
});

describe('mining in a WebSocket', () => {
  const upgrade =
    'GET /proxy HTTP/1.1\r\nHost: ws001.coinhive.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
  const consent = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
  const auth =
    '{"type":"auth","params":{"site_key":"jcUtG3sofFxd8m1alO58Ra5n","type":"anonymous","user":null,"goal":0}}';
  const coinhiveJob = `{"type":"job","params":{"job_id":"1","blob":"${blob}","target":"ffffff00"}}`;

  it('reads masked and clear frames after the upgrade', () => {
    const findings = converse([
      [true, upgrade],
      [false, consent],
      [true, frame(auth, 0x12345678)],
      [false, frame('{"type":"authed","params":{"token":null,"hashes":0}}') + frame(coinhiveJob)],
      [true, frame(`{"type":"submit","params":{"job_id":"1","nonce":"d0030040","result":"${'ab'.repeat(32)}"}}`, 7)],
      [false, frame('{"type":"hash_accepted","params":{"hashes":256}}')],
    ]);
    expect(findings).toMatchObject({
      dialect: 'coinhive',
      isWebSocket: true,
      givenAwayBy: 'auth',
      httpHost: 'ws001.coinhive.com',
      jobs: 1,
      submits: 1,
      accepted: 1,
    });
  });

  it('needs no upgrade, but then exactly a dialect', () => {
    expect(converse([[true, frame(auth, 99)]])).toMatchObject({ dialect: 'coinhive', isWebSocket: true });
    expect(converse([[false, frame(job)]])).toMatchObject({ dialect: 'cryptonote', isWebSocket: true });
    expect(converse([[false, frame('{"type":"job","params":{"title":"Gardener"}}')]])).toMatchObject({
      dialect: null,
      isWebSocket: false,
    });
  });

  it('follows a message through fragments, pings and frames cut anywhere', () => {
    const half = Math.floor(login.length / 2);
    const fragments =
      frame(login.slice(0, half), 5, { opcode: 1, isFinal: false }) +
      frame('hi', 6, { opcode: 9 }) +
      frame(login.slice(half), 8, { opcode: 0 });
    expect(converse([[true, upgrade + fragments]])).toMatchObject({ dialect: 'cryptonote', agent: 'XMRig/6.21.0' });
  });

  it('reads JSON behind the digits of Socket.IO', () => {
    expect(converse([[true, upgrade + frame(`42["miner-message",${auth}]`, 3)]]).dialect).toBe('coinhive');
  });
});

describe('mining over HTTP', () => {
  it('recognises a getwork miner and its refusal', () => {
    const head = 'X-Mining-Extensions: longpoll midstate\r\nUser-Agent: bfgminer/5.2.0\r\n';
    const findings = converse([
      [true, httpPost('{"method": "getwork", "params": [], "id":0}', head)],
      [false, '{"id":0,"result":null,"error":[20,"Parse error",null]}\n'],
    ]);
    expect(findings).toMatchObject({
      dialect: 'getwork',
      agent: 'bfgminer/5.2.0',
      wasRefused: true,
      httpHost: 'pool.test',
    });
  });

  it('counts the jobs and shares of a miner that asks again and again', () => {
    const reply = `{"id":1,"jsonrpc":"2.0","result":["0x${'ab'.repeat(32)}","0x${'cd'.repeat(32)}","0x${'00'.repeat(4)}${'ef'.repeat(28)}"]}`;
    const findings = converse([
      [true, httpPost('{"id":1,"jsonrpc":"2.0","method":"eth_getWork","params":[]}')],
      [false, `HTTP/1.1 200 OK\r\nContent-Length: ${reply.length}\r\n\r\n${reply}`],
      [true, httpPost('{"id":2,"jsonrpc":"2.0","method":"eth_submitWork","params":["0x1","0x2","0x3"]}')],
      [false, 'HTTP/1.1 200 OK\r\nContent-Length: 38\r\n\r\n{"id":2,"jsonrpc":"2.0","result":true}'],
    ]);
    expect(findings).toMatchObject({ dialect: 'getwork', jobs: 1, submits: 1, accepted: 1, wasRefused: false });
  });

  it('reads a pool through a proxy that was asked to connect', () => {
    const connect = 'CONNECT pool.test:3333 HTTP/1.1\r\nHost: pool.test:3333\r\n\r\n';
    const findings = converse([
      [true, connect],
      [false, 'HTTP/1.1 200 Connection established\r\n\r\n'],
      [
        true,
        '{"id":1,"method":"eth_submitLogin","worker":"rig","params":["0x9c99d212f7e5daa18ab50810e0fd255d1f04303b"]}\n',
      ],
    ]);
    expect(findings).toMatchObject({ dialect: 'ethereum', httpHost: 'pool.test' });
  });
});

describe('any payload', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc
        .constantFrom(
          login,
          job,
          loggedIn,
          share,
          frame(job),
          frame(login, 77),
          '{"a":[',
          '}\n',
          '\x16\x03\x01\x02\x00\x01',
          'GET / HTTP/1.1\r\n',
        )
        .map(bytesOf),
    ),
    { maxLength: 12 },
  );

  it('never makes it throw, whatever is lost in between', () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.tuple(fc.boolean(), fc.boolean())), (segments, turns) => {
        const conversation = new Conversation();
        segments.forEach((segment, i) => {
          const [isUp, isLost] = turns[i] ?? [true, false];
          conversation.read(isUp, segment, 0, segment.length);
          if (isLost) conversation.skip(isUp);
        });
        expect(conversation.findings.jobs).toBeLessThan(100);
      }),
    );
  });

  it('gives the same findings however it is cut into segments', () => {
    const streams = [
      [login, loggedIn, job, share, accepted].join('\n'),
      httpPost(login) + httpPost('{"method":"getwork","params":[],"id":1}', 'User-Agent: cgminer/4.9\r\n'),
      `GET /p HTTP/1.1\r\nHost: a.test\r\nUpgrade: websocket\r\n\r\n${frame(login, 77)}${frame('x', 1, { opcode: 9 })}${frame(share, 0xabcdef01)}`,
      `${frame(login, 77)}${frame('[not json', 78)}${frame(share, 0xabcdef01)}`,
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...streams),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        (stream, cuts) => {
          expect(readWhole(stream, ...cuts)).toEqual(readWhole(stream, stream.length));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads nothing behind the length it was given', () => {
    const data = bytesOf(`${job.slice(0, 60)}${job.slice(60)}\n`);
    const conversation = new Conversation();
    conversation.read(true, data, 0, 60);
    expect(conversation.findings.dialect).toBeNull();
  });
});
