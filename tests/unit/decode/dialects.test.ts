import { describe, expect, it } from 'vitest';
import type { ConversationFindings, Dialect } from '../../../main/decode/conversation-findings';
import { converse, frame, httpPost } from './conversation-support';

const hash = 'ab'.repeat(32);
const blob = '07'.repeat(76);

/** What one message alone gives away, sent up in a line of its own. */
function said(message: object): ConversationFindings {
  return converse([[true, JSON.stringify(message) + '\n']]);
}

function inWebSocket(message: object): ConversationFindings {
  return converse([[true, frame(JSON.stringify(message), 0x01020304)]]);
}

const messages: readonly [Dialect, object][] = [
  ['cryptonote', { method: 'login', params: { login: 'rig1', pass: 'x', agent: 'xmr-stak/2.10' }, id: 1 }],
  ['cryptonote', { id: 1, method: 'login', params: { login: '4'.padEnd(95, 'A'), pass: 'x' } }],
  ['cryptonote', { id: 1, method: 'login', params: { login: 'x', pass: '', rigid: '', algo: ['cn/r', 'rx/0'] } }],
  ['cryptonote', { method: 'job', params: { blob, job_id: '1', target: 'b88d0600', height: 1, seed_hash: hash } }],
  ['cryptonote', { id: 9, method: 'submit', params: { id: 's', job_id: '1', nonce: 'd0030040', result: hash } }],
  ['cryptonote', { id: 9, method: 'keepalived', params: { id: '1be0b7b6-b15a' } }],
  ['cryptonote', { id: 9, jsonrpc: '2.0', error: null, result: { status: 'KEEPALIVED' } }],
  ['cryptonote', { method: 'job', params: { difficulty: 1, height: 1, job_id: 0, pre_pow: '00'.repeat(120) } }],
  ['stratum-v1', { id: 1, method: 'mining.subscribe', params: ['cgminer/4.10.0'] }],
  ['cryptonote', { jsonrpc: '2.0', id: '9', method: 'job', input: hash, difficulty: 1, height: 1 }],
  ['cryptonote', { jsonrpc: '2.0', id: '9', method: 'solution', nonce: '0102030405060708', output: '0a'.repeat(104) }],
  ['stratum-v1', { id: 1, method: 'mining.subscribe', params: [] }],
  ['stratum-v1', { id: 1, method: 'mining.subscribe', body: { version: 2, publicAddress: hash } }],
  ['stratum-v1', { id: 1, method: 'mining.subscribe', params: ['EWBF 0.3.4b', null, 'eu1-zcash.flypool.org', '3333'] }],
  ['stratum-v1', { id: 2, method: 'mining.authorize', params: ['RBX1.rig', 'x'] }],
  ['stratum-v1', { id: null, method: 'mining.set_target', params: [hash] }],
  ['stratum-v1', { id: null, method: 'mining.set_difficulty', params: [0.5] }],
  ['stratum-v1', { id: 3, method: 'mining.configure', params: [['version-rolling'], {}] }],
  ['stratum-v1', { id: 3, method: 'mining.extranonce.subscribe', params: [] }],
  ['stratum-v1', { id: null, method: 'mining.set_extranonce', params: ['af', 4] }],
  ['stratum-v1', { id: null, method: 'mining.set_version_mask', params: ['1fffe000'] }],
  ['stratum-v1', { id: 4, method: 'mining.submit', params: ['RBX1.rig', '1', '0x1', hash, hash] }],
  [
    'stratum-v1',
    {
      id: 1,
      result: [
        [
          ['mining.set_difficulty', '1'],
          ['mining.notify', '2'],
        ],
        '1ffe',
        4,
      ],
      error: null,
    },
  ],
  ['stratum-v1', { id: 1, result: [['mining.notify', 'ae6812'], '1ffe', 4], error: null }],
  ['ethereum', { id: 1, method: 'mining.subscribe', params: ['ethminer 0.17', 'EthereumStratum/1.0.0'] }],
  ['ethereum', { id: 1, error: null, result: [['mining.notify', 'ae', 'EthereumStratum/1.0.0'], '080c'] }],
  ['ethereum', { id: 0, method: 'mining.hello', params: { agent: 'ethminer-0.17', proto: 'EthereumStratum/2.0.0' } }],
  ['ethereum', { id: 50, method: 'mining.noop' }],
  ['ethereum', { id: 2, method: 'eth_submitLogin', params: ['0x9c99', 'x'], worker: 'rig' }],
  ['ethereum', { id: 3, method: 'eth_getWork', params: [] }],
  ['ethereum', { id: 4, method: 'eth_submitWork', params: ['0x1', '0x2', '0x3'] }],
  ['ethereum', { id: 6, method: 'eth_submitHashrate', params: ['0x1d08a61', '0x2df91be'] }],
  ['ethereum', { id: 0, result: [`0x${hash}`, `0x${hash}`, `0x${'00'.repeat(4)}${'db'.repeat(28)}`] }],
  ['coinhive', { type: 'auth', params: { site_key: 'jcUtG3so', type: 'user', user: 'me', goal: 0 } }],
  ['coinhive', { type: 'job', params: { job_id: '1', blob, target: 'ffffff00', algo: 'cn', variant: 1 } }],
  ['coinhive', { type: 'submit', params: { version: 7, job_id: '1', nonce: 'd0030040', result: hash } }],
  ['coinhive', { type: 'hash_accepted', params: { hashes: 512 } }],
  ['coinhive', { type: 'verify', params: { verify_id: 'v', nonce: 'd0030040', result: hash, blob } }],
  ['coinhive', { identifier: 'handshake', pool: 'moneroocean.stream', login: '48ed', password: '', version: 7 }],
  ['coinhive', { identifier: 'job', job_id: '1', algo: 'cn/r', variant: 4, height: 1, blob, target: 'ffff3f00' }],
  ['coinhive', { identifier: 'solved', job_id: '1', nonce: '0000a1b2', result: hash }],
  ['getwork', { id: 0, method: 'getwork', params: [] }],
  ['getwork', { jobid: '1.0.notified', blockhashing_blob: 'a1'.repeat(48), difficulty: '40000', prev_hash: hash }],
  ['getwork', { jobid: '1.0.notified', mbl_blob: 'a1'.repeat(48) }],
  ['getwork', { new_job: { algorithm: 'xel/v2', miner_work: 'a1'.repeat(112), height: 9, difficulty: '40000' } }],
  ['getwork', { miner_work: 'a1'.repeat(112) }],
];

describe('a message that only miners and pools exchange', () => {
  it.each(messages)('is %s: %j', (dialect, message) => {
    expect(said(message).dialect).toBe(dialect);
    expect(inWebSocket(message)).toMatchObject({ dialect, isWebSocket: true });
  });
});

describe('a message that others exchange too', () => {
  const innocent: readonly object[] = [
    { jsonrpc: '2.0', id: 1, method: 'eth_blockNumber', params: [] },
    { jsonrpc: '2.0', id: 1, method: 'eth_mining', params: [] },
    { jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] },
    { jsonrpc: '2.0', id: 1, result: [`0x${hash}`, `0x${hash}`, `0x${hash}`] },
    { jsonrpc: '2.0', id: 1, result: true },
    { id: 1, method: 'login', params: { username: 'a', password: 'b' } },
    { id: 1, method: 'login', params: { login: 'admin', pass: 'admin' } },
    { id: 1, method: 'submit', params: { id: 'form', nonce: '1234', result: 'ok' } },
    { id: 1, method: 'getjob', params: { id: 'build-77' } },
    { id: 1, method: 'job', params: { job_id: '7', target: 'printer', blob: 'JVBERi0xLjcK' } },
    { id: 1, method: 'constructor', params: ['mining.subscribe', 'eth_getWork'] },
    { id: 1, method: '__proto__', params: ['"mining.subscribe', '"eth_getWork'] },
    { id: 1, method: 'mining.dig', params: [1] },
    { id: 1, method: 'mining.subscribe', params: 'all' },
    { type: 'auth', params: { token: 'x' } },
    { type: 'authed', params: { user: 'x' } },
    { type: 'banned', params: { banned: true } },
    { type: 'verify', params: { verify_id: '123', code: '0000' } },
    { type: 'job', params: { job_id: 'x', state: 'done' } },
    { identifier: 'handshake', version: 2 },
    { identifier: 'hashsolved' },
    { method: 'getinfo', params: [], id: 1 },
    { jobid: 'build-7', log_blob: 'a1'.repeat(48) },
    { new_job: { title: 'Baker', difficulty: 'hard' } },
    { miner_work: 'night shift' },
    { block_accepted: null },
    { level: 'info', message: '"mining.subscribe" and "eth_getWork" are methods of Stratum' },
  ];
  it.each(innocent)('gives no dialect: %j', (message) => {
    expect(said(message).dialect).toBeNull();
    expect(inWebSocket(message).dialect).toBeNull();
  });

  it('counts where the dialect is known', () => {
    const refused = converse([
      [true, JSON.stringify({ type: 'auth', params: { site_key: 'gone' } })],
      [false, JSON.stringify({ type: 'error', params: { error: 'invalid_site_key' } })],
    ]);
    expect(refused).toMatchObject({ dialect: 'coinhive', wasRefused: true });
  });
});

describe('work that a node pushes', () => {
  const upgrades: readonly (readonly [boolean, string])[] = [
    [true, 'GET /getwork HTTP/1.1\r\nHost: a.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'],
    [false, 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'],
  ];
  const framed = (said: readonly (readonly [boolean, unknown])[]): ConversationFindings =>
    converse([
      ...upgrades,
      ...said.map(([isUp, message]) => [isUp, frame(JSON.stringify(message), isUp ? 0x01020304 : 0)] as const),
    ]);

  it('is followed from the job to the verdict, as Xelis says it', () => {
    const job = { new_job: { algorithm: 'xel/v2', miner_work: 'a1'.repeat(112), height: 9, difficulty: '40000' } };
    const block = { miner_work: 'a1'.repeat(112) };
    expect(
      framed([
        [false, job],
        [true, block],
        [false, 'block_accepted'],
        [true, block],
        [false, { block_rejected: 'old' }],
        [false, job],
      ]),
    ).toMatchObject({
      dialect: 'getwork',
      coin: 'Xelis',
      jobs: 2,
      submits: 2,
      accepted: 1,
      rejected: 1,
      work: { kind: 'hashes', value: 40_000 },
      isWebSocket: true,
    });
  });

  it('says itself what became of shares, as Dero does', () => {
    const job = (miniblocks: number) => ({
      jobid: '1.0.notified',
      blockhashing_blob: 'a1'.repeat(48),
      difficulty: '40000',
      blocks: 0,
      miniblocks,
    });
    const share = { jobid: '1.0.notified', mbl_blob: 'a1'.repeat(48) };
    expect(
      framed([
        // From the middle of a session: what came before is not counted.
        [false, job(5)],
        [true, share],
        [false, job(5)],
        [false, job(6)],
        [true, share],
        [true, share],
        [false, job(8)],
      ]),
    ).toMatchObject({ coin: 'Dero', jobs: 4, submits: 3, accepted: 3, acceptedWork: 120_000 });
  });
});

describe('work asked for over HTTP', () => {
  const template = (wish: object) => JSON.stringify({ id: 0, method: 'getblocktemplate', params: [wish] });

  it.each([
    ['a known miner', template({ rules: ['segwit'] }), 'User-Agent: cpuminer/2.5.1\r\n'],
    ['a head only miners send', template({}), 'X-Mining-Extensions: midstate\r\n'],
    ['a wish only miners have', template({ capabilities: ['coinbasetxn', 'workid'], rules: ['segwit'] }), ''],
    [
      'Monero, for a wallet',
      '{"id":0,"method":"getblocktemplate","params":{"wallet_address":"4AB","reserve_size":8}}',
      '',
    ],
    ['Ethereum', '{"id":0,"method":"eth_getWork","params":[]}', 'User-Agent: Go-http-client/1.1\r\n'],
    ['Bitcoin', '{"method":"getwork","params":[],"id":1}', 'User-Agent: anything\r\n'],
  ])('is getwork: %s', (_why, body, headers) => {
    expect(converse([[true, httpPost(body, headers)]]).dialect).toBe('getwork');
  });

  it.each([
    ['a node that asks another', template({ rules: ['segwit'] }), 'User-Agent: AuthServiceProxy\r\n'],
    ['a wallet', '{"id":0,"method":"getmininginfo","params":[]}', 'User-Agent: bitcoin-json-rpc/0.21\r\n'],
    ['a miner that reads a page', '{"method":"getinfo"}', 'User-Agent: cgminer/4.10.0\r\n'],
    ['an Ethereum wallet', '{"id":1,"method":"eth_call","params":[]}', ''],
  ])('is nothing: %s', (_why, body, headers) => {
    expect(converse([[true, httpPost(body, headers)]]).dialect).toBeNull();
  });
});

describe('a Stratum V2 connection in plain text', () => {
  const text = (value: string) => String.fromCharCode(value.length) + value;
  const flags = '\x01\0\0\0';
  const body = `\0\x02\0\x02\0${flags}${text('pool.test')}\x5c\x0d${text('Bitmain')}${text('S9i')}${text('braiins-os')}${text('id')}`;
  const setup = `\0\0\0${String.fromCharCode(body.length)}\0\0${body}`;

  it('is known by its SetupConnection', () => {
    for (const segments of [[setup], [...setup], [setup + '\0\0\x10']]) {
      expect(converse(segments.map((segment) => [true, segment] as const))).toMatchObject({
        dialect: 'stratum-v2',
        givenAwayBy: 'SetupConnection',
        agent: 'Bitmain braiins-os',
      });
    }
  });

  it('must be exact', () => {
    for (let i = 0; i < 14; i++) {
      const broken = setup.slice(0, i) + String.fromCharCode(setup.charCodeAt(i) ^ 0x40) + setup.slice(i + 1);
      expect(converse([[true, broken]]).dialect).toBeNull();
    }
    expect(converse([[true, setup.slice(0, -1)]]).dialect).toBeNull();
  });
});
