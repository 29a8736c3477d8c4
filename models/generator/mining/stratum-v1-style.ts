/** How Stratum miners and pools of Bitcoin and its kin write (bitcoin.it "Stratum mining protocol", BIP 310). */
import type { Random } from '../random';

/** How one pool and one miner write their messages. */
export interface StratumStyle {
  readonly agent: string | null;
  readonly worker: string;
  readonly password: string;
  readonly hasConfigure: boolean;
  readonly hasExtranonce: boolean;
  readonly suggestsDifficulty: boolean;
  /** Small boards suggest the difficulty again when they have said nothing for so long, to keep the connection; or null. */
  readonly keepAliveMs: number | null;
  /** What the pool says to a suggestion. */
  readonly suggestionAnswer: 'reply' | 'difficulty' | 'both' | 'nothing';
  /** bfgminer asks for the transactions of each job. */
  readonly asksTransactions: boolean;
  readonly subscription: 'both' | 'one' | 'array';
  readonly extranonceDigits: number;
  readonly extranonce2Bytes: number;
  readonly jobIdDigits: number;
  readonly coinbase1Digits: number;
  readonly coinbase2Digits: number;
  readonly branches: number;
  readonly space: string;
  /** Difficulty and first job come with the answer to subscribe, or before, with or after the answer to authorize. */
  readonly opening: 'eager' | 'early' | 'joined' | 'late';
  /** The miner asks to resume an older session. */
  readonly resumes: boolean;
  /** Subscribe and authorize leave together, before any answer. */
  readonly isPipelined: boolean;
  /** How long the pool takes to answer, ms: the median. */
  readonly thinkMs: number;
  readonly joinsDifficulty: boolean;
  readonly hasVersionBits: boolean;
  readonly sharesCarryNull: boolean;
}

export function drawStratumStyle(random: Random): StratumStyle {
  const family = random.pickWeighted([
    ['cgminer', 30],
    ['bfgminer', 10],
    ['asic', 28],
    ['gpu', 20],
    ['nameless', 12],
  ] as const);
  const agents = {
    cgminer: random.pick([
      'cgminer/3.7.2',
      'cgminer/4.9.0',
      'cgminer/4.10.0',
      'cgminer/4.11.1',
      'cgminer/2.11.4',
      'sgminer/5.6.0',
    ]),
    bfgminer: random.pick(['bfgminer/5.2.0', 'bfgminer/5.5.0', 'bfgminer/3.10.0']),
    asic: random.pick([
      'bmminer/2.0.0',
      'Antminer S19/Fri Dec 2022',
      'whatsminer/v1.0',
      'bosminer-plus-tuner/0.2.0',
      'cgminer/4.12.0',
      'btcminer/1.0',
      'bitaxe/BM1366/v2.4.2',
      'NerdMinerV2',
      'vnish/1.2.6',
    ]),
    gpu: random.pick([
      'ccminer/2.3.1',
      'cpuminer-multi/1.3.5',
      'cpuminer/2.5.1',
      'cpuminer-opt/3.19.7',
      'lolMiner 1.70',
      'T-Rex/0.26.8',
      'NBMiner/42.3',
      'srbminer/1.2',
      'BzMiner-v18',
    ]),
    nameless: null,
  };
  return {
    agent: agents[family],
    worker: drawWorker(random),
    password: random.pick(['x', 'x', '123', '', 'd=8192', `${random.text(5)}`]),
    hasConfigure: family === 'asic' ? random.chance(0.8) : random.chance(0.08),
    hasExtranonce: random.chance(0.25),
    suggestsDifficulty: random.chance(0.12),
    keepAliveMs: random.chance(0.08) ? random.pick([30, 30, 30, 60, 120]) * 1000 : null,
    suggestionAnswer: random.pick(['reply', 'reply', 'difficulty', 'both', 'nothing'] as const),
    asksTransactions: family === 'bfgminer' && random.chance(0.8),
    subscription: random.pickWeighted([
      ['both', 60],
      ['one', 25],
      ['array', 15],
    ]),
    extranonceDigits: random.pick([8, 8, 8, 10, 16, 6, 4]),
    extranonce2Bytes: random.pick([4, 4, 4, 8, 2, 7]),
    jobIdDigits: random.pick([1, 2, 3, 4, 8, 8, 10, 16, 32]),
    coinbase1Digits: random.integer(84, 240),
    coinbase2Digits: random.pickWeighted([
      [random.integer(50, 160), 60],
      [random.integer(160, 500), 30],
      [random.integer(500, 1100), 8],
      [random.integer(2000, 17_000), 2],
    ]),
    branches: random.pickWeighted([
      [0, 14],
      [random.integer(1, 4), 26],
      [random.integer(5, 9), 30],
      [random.integer(10, 13), 30],
    ]),
    space: random.chance(0.7) ? ' ' : '',
    opening: random.pick(['eager', 'early', 'early', 'joined', 'late'] as const),
    resumes: random.chance(0.15),
    isPipelined: random.chance(0.15),
    thinkMs: random.logBetween(1, 250),
    joinsDifficulty: random.chance(0.6),
    hasVersionBits: family === 'asic' && random.chance(0.85),
    sharesCarryNull: random.chance(0.7),
  };
}

function drawWorker(random: Random): string {
  const name = random.pickWeighted([
    [`${random.pick(['1', '3'])}${random.base58(33)}`, 30],
    [`bc1q${random.text(38)}`, 15],
    [random.text(random.integer(3, 12)), 35],
    [`${random.pick(['L', 'D', 'R', 'V', 'k1'])}${random.base58(33)}`, 20],
  ]);
  return random.chance(0.7) ? `${name}${random.pick(['.', '.', '_'])}${random.text(random.integer(1, 12))}` : name;
}

/** One line of JSON as the pool's and miner's libraries write it. */
function line(json: string, style: StratumStyle): string {
  return `${style.space === '' ? json : json.replaceAll('":', '": ').replaceAll(',', ', ')}\n`;
}

export function subscribeText(style: StratumStyle, id: number, session: string | null): string {
  const agent = style.agent === null ? '' : `"${style.agent}"`;
  const resumed = session === null || style.agent === null ? '' : `,"${session}"`;
  return line(`{"id":${id},"method":"mining.subscribe","params":[${agent}${resumed}]}`, style);
}

export function subscriptionText(random: Random, style: StratumStyle, id: number): string {
  const extranonce = random.hex(style.extranonceDigits);
  const session = random.hex(random.chance(0.5) ? 32 : 8);
  const subscriptions = {
    both: `[["mining.set_difficulty","${session}"],["mining.notify","${session}"]]`,
    one: `[["mining.notify","${session}"]]`,
    array: `["mining.notify","${session}"]`,
  };
  return line(
    `{"id":${id},"result":[${subscriptions[style.subscription]},"${extranonce}",${style.extranonce2Bytes}],"error":null}`,
    style,
  );
}

export function configureText(style: StratumStyle, id: number): string {
  const mask = '{"version-rolling.mask":"1fffe000","version-rolling.min-bit-count":2}';
  return line(`{"id":${id},"method":"mining.configure","params":[["version-rolling"],${mask}]}`, style);
}

export function configuredText(style: StratumStyle, id: number): string {
  return line(`{"id":${id},"result":{"version-rolling":true,"version-rolling.mask":"1fffe000"},"error":null}`, style);
}

/** A call without an answer that matters: authorize, extranonce.subscribe, suggest_difficulty. */
export function callText(style: StratumStyle, id: number, method: string, params: string): string {
  return line(`{"id":${id},"method":"mining.${method}","params":[${params}]}`, style);
}

export function difficultyText(style: StratumStyle, difficulty: number): string {
  return line(`{"id":null,"method":"mining.set_difficulty","params":[${difficulty}]}`, style);
}

export function notifyText(random: Random, style: StratumStyle, jobId: string, isClean: boolean): string {
  const coinbases = `"${random.hex(style.coinbase1Digits & ~1)}","${random.hex(style.coinbase2Digits & ~1)}"`;
  const isFresh = random.chance(0.1);
  const count = isFresh ? random.integer(0, style.branches) : style.branches;
  const branches = Array.from({ length: count }, () => `"${random.hex(64)}"`).join(',');
  const rest = `"20000000","1a${random.hex(6)}","${random.hex(8)}",${isClean}`;
  const params = `"${jobId}","${random.hex(64)}",${coinbases},[${branches}],${rest}`;
  return line(`{"params":[${params}],"id":null,"method":"mining.notify"}`, style);
}

export function submitText(random: Random, style: StratumStyle, id: number, jobId: string): string {
  const bits = style.hasVersionBits ? `,"${random.hex(8)}"` : '';
  const nonces = `"${random.hex(style.extranonce2Bytes * 2)}","${random.hex(8)}","${random.hex(8)}"${bits}`;
  return line(`{"params":["${style.worker}","${jobId}",${nonces}],"id":${id},"method":"mining.submit"}`, style);
}

/** What the pool says to a call or a share. */
export function replyText(style: StratumStyle, id: number, isGood: boolean): string {
  const error = style.sharesCarryNull ? ',"error":null' : '';
  return line(
    isGood ? `{"id":${id},"result":true${error}}` : `{"id":${id},"result":null,"error":[21,"Job not found",null]}`,
    style,
  );
}
