/** How CryptoNote miners and pools write their messages (xmrig-proxy doc/STRATUM.md). */
import type { Random } from '../random';

/** How one pool and one miner write their messages. */
export interface CryptonoteStyle {
  readonly agent: string | null;
  readonly loginFields: 'full' | 'plain' | 'minimal';
  readonly hasJsonrpc: boolean;
  readonly wallet: string;
  readonly password: string;
  readonly algorithms: readonly string[] | null;
  readonly rig: string | null;
  /** Jobs name algorithm, height and seed hash (RandomX era). */
  readonly isModern: boolean;
  readonly algorithm: string;
  readonly blobDigits: number;
  readonly targetDigits: 8 | 16;
  readonly sessionId: string;
  readonly jobIdDigits: number;
  readonly hasIdInJob: boolean;
  readonly hasNextSeed: boolean;
  readonly extensions: readonly string[];
  readonly hasSubmitAlgorithm: boolean;
  readonly hasKeepAlive: boolean;
  /** Blanks after colons and commas, as some JSON writers put them. */
  readonly hasClientBlanks: boolean;
  readonly hasPoolBlanks: boolean;
}

const platforms = [
  '(Linux x86_64) libuv/1.44.1 gcc/9.3.0',
  '(Linux x86_64) libuv/1.24.1 gcc/7.5.0',
  '(Linux aarch64) libuv/1.43.0 gcc/10.2.1',
  '(Windows NT 10.0; Win64; x64) libuv/1.44.2 msvc/2019',
  '(Windows NT 10.0; Win64; x64) libuv/1.38.0 gcc/10.1.0',
  '(Macintosh; macOS; arm64) libuv/1.44.2 clang/13.0.0',
];

const algorithmLists = [
  'rx/0,cn/2,cn/r,cn/fast,cn/half,cn/xao,cn/rto,cn/rwz,cn/zls,cn/double,cn/ccx,cn-lite/1,cn-heavy/0,cn-heavy/tube,cn-heavy/xhv,cn-pico,cn-pico/tlo,cn/upx2,cn/1,rx/wow,rx/arq,rx/graft,rx/sfx,rx/keva,argon2/chukwa,argon2/chukwav2,argon2/ninja,ghostrider',
  'cn/1,cn/2,cn/r,cn/fast,cn/half,cn/xao,cn/rto,cn/rwz,cn/zls,cn/double,rx/0,rx/wow,rx/loki,rx/arq,rx/sfx',
  'rx/0,rx/wow,rx/arq,rx/graft,rx/sfx,rx/yada,rx/keva',
  'rx/0',
  'cn/0,cn/1,cn/xtl,cn/msr,cn/xao,cn/rto,cn-lite/0,cn-lite/1,cn-heavy/0',
];

/** Programs by their habits: XMRig 6, XMRig 2, xmr-stak, and those that say little. */
export type MinerFamily = 'xmrig6' | 'xmrig2' | 'stak' | 'nameless';

export function drawMinerFamily(random: Random): MinerFamily {
  return random.pickWeighted([
    ['xmrig6', 50],
    ['xmrig2', 16],
    ['stak', 16],
    ['nameless', 18],
  ] as const);
}

export function drawCryptonoteStyle(random: Random, family: MinerFamily): CryptonoteStyle {
  const isModern = family === 'xmrig6' ? random.chance(0.95) : family === 'nameless' ? random.chance(0.4) : false;
  const agents = {
    xmrig6: `XMRig/${random.integer(5, 6)}.${random.integer(0, 22)}.${random.integer(0, 3)} ${random.pick(platforms)}`,
    xmrig2: `XMRig/2.${random.integer(4, 14)}.${random.integer(0, 5)} (${random.pick(['Linux x86_64', 'Windows NT 6.1; Win64; x64'])}) libuv/1.${random.integer(8, 24)}.0 gcc/7.3.0`,
    stak: `${random.pick(['xmr-stak-cpu/1.3.0-1.5.0', 'xmr-stak/2.4.7/c5f0505/master/lin/cpu/aeon-cryptonight-monero/0', 'xmr-stak/2.10.8/6f8d3c1/master/win/amd-cpu/monero/20'])}`,
    nameless: random.pick([
      null,
      'xmr/1.0',
      'cpuminer-multi/0.1',
      'xmrig-proxy/6.20.0',
      'meow',
      'SRBMiner-MULTI/2.4.4',
      `${random.text(5)}/1.${random.integer(0, 9)}`,
    ]),
  };
  return {
    agent: agents[family],
    loginFields: family === 'nameless' ? random.pick(['plain', 'minimal', 'full'] as const) : 'full',
    hasJsonrpc: family !== 'stak' && random.chance(0.8),
    wallet: drawLogin(random),
    password: random.pick(['x', 'x', '', random.text(random.integer(1, 16)), `${random.text(6)}:mail@example.com`]),
    algorithms:
      family === 'xmrig6' || (family === 'xmrig2' && random.chance(0.7))
        ? random.pick(algorithmLists).split(',')
        : null,
    rig: family === 'xmrig6' && random.chance(0.3) ? random.text(random.integer(3, 16)) : null,
    isModern,
    algorithm: isModern
      ? random.pick(['rx/0', 'rx/0', 'rx/0', 'rx/wow', 'rx/arq', 'cn-heavy/xhv', 'ghostrider'])
      : random.pick(['cn/1', 'cn/r', 'cn/2', 'cn-lite/1']),
    blobDigits: random.pickWeighted([
      [152, 60],
      [150, 10],
      [154, 10],
      [160, 5],
      [random.integer(150, 260), 15],
    ]),
    targetDigits: random.chance(0.85) ? 8 : 16,
    sessionId: random.pick([
      random.text(15, '0123456789'),
      uuid(random),
      random.hex(8),
      random.hex(32),
      random.text(21),
    ]),
    jobIdDigits: random.pick([15, 15, 28, 8, 32, 36, 4, 2]),
    hasIdInJob: random.chance(0.25),
    hasNextSeed: random.chance(0.2),
    extensions: random.pick([
      ['algo', 'nicehash', 'connect', 'tls', 'keepalive'],
      ['keepalive'],
      ['algo', 'nicehash'],
      [],
    ]),
    hasSubmitAlgorithm: family === 'xmrig6' && random.chance(0.8),
    hasKeepAlive:
      family === 'xmrig6' ? random.chance(0.75) : family === 'xmrig2' ? random.chance(0.5) : random.chance(0.1),
    hasClientBlanks: family === 'nameless' && random.chance(0.25),
    hasPoolBlanks: random.chance(0.12),
  };
}

function uuid(random: Random): string {
  return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-${random.hex(4)}-${random.hex(12)}`;
}

/** Wallets have 95 or 106 characters, with a worker, payment id or difficulty behind them; proxies take any short name. */
function drawLogin(random: Random): string {
  const wallet = random.pickWeighted([
    [`4${random.base58(94)}`, 62],
    [`8${random.base58(94)}`, 10],
    [`4${random.base58(105)}`, 4],
    [random.text(random.integer(3, 16)), 14],
    [`${random.pick(['t1', '1', 'bc1q', '0x'])}${random.base58(33)}`, 10],
  ]);
  const suffix = random.pickWeighted([
    ['', 50],
    [`.${random.text(random.integer(2, 12))}`, 22],
    [`+${random.integer(1000, 900000)}`, 12],
    [`.${random.hex(64)}.${random.text(5)}`, 5],
    [`/${random.text(6)}/mail@example.com`, 6],
    [`@${random.text(5)}`, 5],
  ]);
  return wallet + suffix;
}

export function loginText(style: CryptonoteStyle): string {
  const rpc = style.hasJsonrpc ? '"jsonrpc":"2.0",' : '';
  const agent = style.agent === null ? '' : `,"agent":"${style.agent}"`;
  const rig = style.rig === null ? '' : `,"rigid":"${style.rig}"`;
  const algorithms =
    style.algorithms === null ? '' : `,"algo":[${style.algorithms.map((name) => `"${name}"`).join(',')}]`;
  const login = `"login":"${style.wallet}","pass":"${style.password}"${agent}`;
  const json =
    style.loginFields === 'minimal'
      ? `{"method":"login","params":{${login}},"id":1}`
      : `{"id":1,${rpc}"method":"login","params":{${login}${rig}${algorithms}}}`;
  return jsonLine(json, style.hasClientBlanks);
}

export function loginResult(style: CryptonoteStyle, job: string): string {
  const extensions = style.isModern ? `,"extensions":[${style.extensions.map((name) => `"${name}"`).join(',')}]` : '';
  const result = `{"id":"${style.sessionId}","job":${job}${extensions},"status":"OK"}`;
  return jsonLine(`{"id":1,"jsonrpc":"2.0","error":null,"result":${result}}`, style.hasPoolBlanks);
}

/** The work itself, as it stands in the answer to a login and in a pushed job. */
export function jobText(
  random: Random,
  style: CryptonoteStyle,
  jobId: string,
  height: number,
  seedHash: string,
): string {
  const blob = `${style.isModern ? '1010' : '0707'}${random.hex(style.blobDigits - 4)}`;
  const target = style.targetDigits === 8 ? `${random.hex(4)}0${random.hex(1)}00` : `${random.hex(12)}0000`;
  const session = style.hasIdInJob ? `,"id":"${style.sessionId}"` : '';
  const next = style.hasNextSeed ? ',"next_seed_hash":""' : '';
  const modern = style.isModern
    ? `,"algo":"${style.algorithm}","height":${height},"seed_hash":"${seedHash}"${next}`
    : '';
  return `{"blob":"${blob}","job_id":"${jobId}","target":"${target}"${session}${modern}}`;
}

export function jobMessage(style: CryptonoteStyle, job: string): string {
  return jsonLine(`{"jsonrpc":"2.0","method":"job","params":${job}}`, style.hasPoolBlanks);
}

export function submitText(random: Random, style: CryptonoteStyle, id: number, jobId: string): string {
  const rpc = style.hasJsonrpc ? '"jsonrpc":"2.0",' : '';
  const algorithm = style.hasSubmitAlgorithm ? `,"algo":"${style.algorithm}"` : '';
  const result = `${random.hex(60)}0000`;
  const share = `"id":"${style.sessionId}","job_id":"${jobId}","nonce":"${random.hex(8)}","result":"${result}"${algorithm}`;
  return jsonLine(`{"id":${id},${rpc}"method":"submit","params":{${share}}}`, style.hasClientBlanks);
}

/** What the pool says to a share, or `error` why it does not like it. */
export function shareReply(style: CryptonoteStyle, id: number, error: string | null): string {
  const json =
    error === null
      ? `{"id":${id},"jsonrpc":"2.0","error":null,"result":{"status":"OK"}}`
      : `{"id":${id},"jsonrpc":"2.0","error":{"code":-1,"message":"${error}"}}`;
  return jsonLine(json, style.hasPoolBlanks);
}

function jsonLine(json: string, hasBlanks: boolean): string {
  return `${hasBlanks ? json.replaceAll('":', '": ').replaceAll(',"', ', "') : json}\n`;
}
