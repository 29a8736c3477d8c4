/**
 * Stratum as cgminer, bfgminer, ASIC firmware, ccminer and cpuminer speak it (bitcoin.it "Stratum mining protocol",
 * BIP 310): sessions that work, sessions with jobs and never a share, pools that refuse.
 */
import { Dialogue } from '../dialogue';
import type { Model, ModelContext, ModelMaker } from '../model';
import type { Random } from '../random';
import { drawJobRhythm, drawJobTimes, drawShareRate, type JobRhythm, type ShareRate } from './share-process';

interface Style {
  readonly agent: string | null;
  readonly worker: string;
  readonly password: string;
  readonly hasConfigure: boolean;
  readonly hasExtranonce: boolean;
  readonly suggestsDifficulty: boolean;
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
  /** Difficulty and first job come before the answer to authorize, in one segment with it, or after it. */
  readonly opening: 'early' | 'joined' | 'late';
  readonly joinsDifficulty: boolean;
  readonly hasVersionBits: boolean;
  readonly sharesCarryNull: boolean;
}

function drawStyle(random: Random): Style {
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
      [random.integer(500, 1100), 10],
    ]),
    branches: random.pickWeighted([
      [0, 14],
      [random.integer(1, 4), 26],
      [random.integer(5, 9), 30],
      [random.integer(10, 13), 30],
    ]),
    space: random.chance(0.7) ? ' ' : '',
    opening: random.pick(['early', 'joined', 'late'] as const),
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

/** A pool that works: jobs and shares. */
export const makeStratumV1: ModelMaker = (random) => {
  const style = drawStyle(random);
  const rate = drawShareRate(random);
  const blockMs = random.pick([600_000, 600_000, 150_000, 60_000, 60_000, 75_000]);
  const rhythm = drawJobRhythm(random, blockMs, [5000, 90_000], 0.88);
  return (context) => playSession(context, style, rhythm, rate, null);
};

/**
 * Jobs and never a share: a slow device, an algorithm the miner has no hardware for, or cgminer trying pool after pool. The
 * miner stays for a while and leaves.
 */
export const makeStratumV1Idle: ModelMaker = (random) => {
  const style = drawStyle(random);
  const blockMs = random.pick([600_000, 150_000, 60_000, 30_000, 20_000]);
  const rhythm = drawJobRhythm(random, blockMs, [3000, 45_000], 0.9);
  const stayMs = random.pickWeighted([
    [random.between(10_000, 40_000), 55],
    [random.between(40_000, 120_000), 20],
    [random.logBetween(120_000, 3_600_000), 25],
  ]);
  return (context) => playSession(context, style, rhythm, null, random.about(stayMs, 0.1));
};

function playSession(
  context: ModelContext,
  style: Style,
  rhythm: JobRhythm,
  rate: ShareRate | null,
  stayMs: number | null,
): Dialogue {
  const talk = new Dialogue(
    stayMs === null ? context : { ...context, durationMs: Math.min(context.durationMs, stayMs) },
  );
  const { agenda, random } = talk;
  let id = random.chance(0.5) ? 1 : 0;
  let jobId = '';
  let isIn = false;
  let difficulty = random.pick([1, 16, 64, 512, 1024, 8192, 65536, 0.02]);
  let lastJob = 0;
  const line = (json: string): string =>
    `${style.space === '' ? json : json.replaceAll('":', '": ').replaceAll(',', ', ')}\n`;
  const notify = (isClean: boolean): string => {
    jobId =
      style.jobIdDigits <= 4
        ? (++lastJob).toString(16).padStart(style.jobIdDigits, '0')
        : random.hex(style.jobIdDigits);
    const coinbase1 = random.hex(style.coinbase1Digits & ~1);
    const coinbase2 = random.hex(style.coinbase2Digits & ~1);
    const count =
      style.branches === 0
        ? 0
        : Math.max(0, style.branches - (random.chance(0.1) ? random.integer(0, style.branches) : 0));
    const branches = Array.from({ length: count }, () => `"${random.hex(64)}"`).join(',');
    return line(
      `{"params":["${jobId}","${random.hex(64)}","${coinbase1}","${coinbase2}",[${branches}],"20000000","1a${random.hex(6)}","${random.hex(8)}",${isClean}],"id":null,"method":"mining.notify"}`,
    );
  };
  const setDifficulty = (): string => line(`{"id":null,"method":"mining.set_difficulty","params":[${difficulty}]}`);
  const work = (isClean: boolean): void => {
    talk.receive(notify(isClean));
    if (style.asksTransactions) {
      talk.ask(
        `{"id": "txlist${jobId}", "method": "mining.get_transactions", "params": ["${jobId}"]}\n`,
        `{"error": [-3, "Method 'get_transactions' not found for service 'mining.get_transactions'", null]}\n`,
        2,
      );
    }
  };
  const firstWork = (answer: string): void => {
    isIn = true;
    if (style.opening === 'early') {
      talk.receive(style.joinsDifficulty ? setDifficulty() + notify(true) : setDifficulty());
      if (!style.joinsDifficulty) talk.receive(notify(true));
      agenda.after(random.between(0.1, 250), () => talk.receive(answer));
    } else if (style.opening === 'joined') {
      talk.receive(answer + setDifficulty() + notify(true));
    } else {
      talk.receive(answer);
      agenda.after(random.pick([0.2, 30, 1000, 4000]) * random.between(0.5, 1.5), () => {
        if (style.joinsDifficulty) talk.receive(setDifficulty());
        work(true);
      });
    }
  };
  const authorize = (): void => {
    const request = ++id;
    talk.send(line(`{"id":${request},"method":"mining.authorize","params":["${style.worker}","${style.password}"]}`));
    if (style.hasExtranonce) talk.send(line(`{"id":${++id},"method":"mining.extranonce.subscribe","params":[]}`));
    if (style.suggestsDifficulty)
      talk.send(line(`{"id":${++id},"method":"mining.suggest_difficulty","params":[${difficulty}]}`));
    agenda.at(talk.answerTime(random.logNormal(5, 1)), () =>
      firstWork(line(`{"id":${request},"result":true,"error":null}`)),
    );
  };
  const subscribe = (): void => {
    const request = ++id;
    const agent = style.agent === null ? '' : `"${style.agent}"`;
    talk.ask(
      line(`{"id":${request},"method":"mining.subscribe","params":[${agent}]}`),
      line(subscriptionText(random, style, request)),
      random.logNormal(4, 1),
      authorize,
    );
  };
  if (style.hasConfigure) {
    const request = ++id;
    talk.ask(
      line(
        `{"id":${request},"method":"mining.configure","params":[["version-rolling"],{"version-rolling.mask":"1fffe000","version-rolling.min-bit-count":2}]}`,
      ),
      line(`{"id":${request},"result":{"version-rolling":true,"version-rolling.mask":"1fffe000"},"error":null}`),
      4,
      subscribe,
    );
  } else {
    subscribe();
  }
  for (const time of drawJobTimes(random, rhythm, talk.agenda.endMs)) {
    agenda.at(time.atMs + context.roundTripMs * 3, () => {
      if (isIn) work(time.isNewBlock);
    });
  }
  if (rate !== null) {
    let meanMs = rate.firstMeanMs * random.logBetween(0.7, 1.4);
    agenda.every(
      () => random.exponential(meanMs),
      () => {
        if (!isIn || jobId === '') return;
        const request = ++id;
        const bits = style.hasVersionBits ? `,"${random.hex(8)}"` : '';
        const error = style.sharesCarryNull ? ',"error":null' : '';
        const isRejected = random.chance(0.01);
        const reply = isRejected
          ? `{"id":${request},"result":null,"error":[21,"Job not found",null]}`
          : `{"id":${request},"result":true${error}}`;
        talk.ask(
          line(
            `{"params":["${style.worker}","${jobId}","${random.hex(style.extranonce2Bytes * 2)}","${random.hex(8)}","${random.hex(8)}"${bits}],"id":${request},"method":"mining.submit"}`,
          ),
          line(reply),
          random.logNormal(3, 1.2),
        );
      },
    );
    if (rate.retargetMs !== null) {
      const { retargetMs } = rate;
      agenda.every(
        () => random.about(retargetMs, 0.15),
        () => {
          const next = rate.targetMeanMs * random.logBetween(0.8, 1.25);
          if (!isIn || Math.abs(Math.log(next / meanMs)) < 0.2) return;
          difficulty = Math.max(1, Math.round((difficulty * next) / meanMs));
          meanMs = next;
          talk.receive(style.joinsDifficulty ? setDifficulty() + notify(false) : setDifficulty());
        },
      );
    }
  }
  talk.play();
  if (stayMs !== null) talk.ending = random.pick(['client-reset', 'client-fin', 'open'] as const);
  return talk;
}

function subscriptionText(random: Random, style: Style, request: number): string {
  const extranonce = random.hex(style.extranonceDigits);
  const id = random.hex(random.chance(0.5) ? 32 : 8);
  const subscriptions = {
    both: `[["mining.set_difficulty","${id}"],["mining.notify","${id}"]]`,
    one: `[["mining.notify","${id}"]]`,
    array: `["mining.notify","${id}"]`,
  };
  return `{"id":${request},"result":[${subscriptions[style.subscription]},"${extranonce}",${style.extranonce2Bytes}],"error":null}`;
}

/** A pool that turns the miner away, at once or after it has sent work: cgminer walking a list of pools meets many. */
export const makeStratumV1Refused: ModelMaker = (random) => {
  const style = drawStyle(random);
  const how = random.pickWeighted([
    ['closed', 25],
    ['error', 40],
    ['late', 25],
    ['silent', 10],
  ] as const);
  const errorText = random.pick([
    'Unsupported algo',
    'Invalid method',
    'Unauthorized worker',
    'You are banned',
    'Stratum v1 not supported; please update',
  ]);
  const model: Model = (context) => {
    const talk = new Dialogue({ ...context, durationMs: Math.min(context.durationMs, 120_000) });
    const { agenda } = talk;
    const agent = context.random.chance(0.2) || style.agent === null ? '' : `"${style.agent}"`;
    talk.send(`{"id": 0, "method": "mining.subscribe", "params": [${agent}]}\n`);
    const error = `{"id":0,"jsonrpc":"2.0","error":{"code":-32601,"message":"${errorText}"}}\n`;
    if (how === 'silent') {
      agenda.after(context.random.between(5000, 60_000), () => talk.stop('client-fin'));
    } else {
      agenda.at(talk.answerTime(3), () => {
        if (how !== 'closed') talk.receive(error);
        if (how === 'late') {
          // The miner has gone; the pool still sends its farewell or a job, and is reset.
          agenda.after(context.random.between(10_000, 39_000), () => {
            talk.receive(context.random.pick([300, 335, 413]));
            agenda.after(0.1, () => talk.stop('client-reset'));
          });
        } else {
          agenda.after(0.3, () => talk.stop(how === 'closed' ? 'server-fin' : 'client-fin'));
        }
      });
    }
    return talk.play();
  };
  return model;
};
