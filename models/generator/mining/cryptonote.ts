/** XMRig, xmr-stak, their kin and proxies, against CryptoNote pools (xmrig-proxy doc/STRATUM.md). */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';
import type { Random } from '../random';
import { drawJobRhythm, drawJobTimes, drawShareRate } from './share-process';

/** How one pool and one miner write their messages. */
interface Style {
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
  readonly hasSubmitAlgorithm: boolean;
  readonly hasKeepAlive: boolean;
  readonly space: string;
}

const algorithmLists = [
  'rx/0,cn/2,cn/r,cn/fast,cn/half,cn/xao,cn/rto,cn/rwz,cn/zls,cn/double,cn/ccx,cn-lite/1,cn-heavy/0,cn-heavy/tube,cn-heavy/xhv,cn-pico,cn-pico/tlo,cn/upx2,cn/1,rx/wow,rx/arq,rx/graft,rx/sfx,rx/keva,argon2/chukwa,argon2/chukwav2,argon2/ninja,ghostrider',
  'cn/1,cn/2,cn/r,cn/fast,cn/half,cn/xao,cn/rto,cn/rwz,cn/zls,cn/double,rx/0,rx/wow,rx/loki,rx/arq,rx/sfx',
  'rx/0,rx/wow,rx/arq,rx/graft,rx/sfx,rx/yada,rx/keva',
  'rx/0',
  'cn/0,cn/1,cn/xtl,cn/msr,cn/xao,cn/rto,cn-lite/0,cn-lite/1,cn-heavy/0',
];

function drawStyle(random: Random): Style {
  const family = random.pickWeighted([
    ['xmrig6', 50],
    ['xmrig2', 16],
    ['stak', 16],
    ['nameless', 18],
  ] as const);
  const isModern = family === 'xmrig6' ? random.chance(0.95) : family === 'nameless' ? random.chance(0.4) : false;
  const agents = {
    xmrig6: `XMRig/${random.integer(5, 6)}.${random.integer(0, 22)}.${random.integer(0, 3)} (${random.pick(['Linux x86_64', 'Windows NT 10.0; Win64; x64', 'Linux aarch64', 'Macintosh; macOS; arm64'])}) libuv/1.${random.integer(24, 48)}.${random.integer(0, 3)} ${random.pick(['gcc/9.3.0', 'gcc/11.2.0', 'msvc/2019', 'clang/13.0.0'])}`,
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
    hasSubmitAlgorithm: family === 'xmrig6' && random.chance(0.8),
    hasKeepAlive:
      family === 'xmrig6' ? random.chance(0.75) : family === 'xmrig2' ? random.chance(0.5) : random.chance(0.1),
    space: random.chance(0.12) ? ' ' : '',
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

/** One pool with one kind of miner. */
export const makeCryptonote: ModelMaker = (random) => {
  const style = drawStyle(random);
  const rate = drawShareRate(random);
  const rhythm = drawJobRhythm(random, 120_000 * random.logBetween(0.4, 1.5), [8000, 120_000], 0.65);
  const rejectRate = random.chance(0.3) ? random.between(0, 0.05) : 0;
  const pingMs = random.pick([60_000, 60_000, 60_000, 30_000, 120_000]);
  const isRefused = random.chance(0.03);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    const session = {
      ...style,
      sessionId: context.random.chance(0.5) ? style.sessionId : context.random.hex(style.sessionId.length),
    };
    let requestId = 1;
    let jobId = '';
    let isIn = false;
    let height = context.random.integer(1_500_000, 3_300_000);
    let seedHash = context.random.hex(64);
    let lastHeardMs = 0;
    const job = (isNewBlock: boolean): string => {
      jobId = context.random.text(style.jobIdDigits, '0123456789abcdef');
      if (isNewBlock) height++;
      if (height % 2048 === 64) seedHash = context.random.hex(64);
      return jobText(context.random, session, jobId, height, seedHash);
    };
    const heard = (): void => {
      lastHeardMs = agenda.now;
    };
    const submit = (): void => {
      if (!isIn) return;
      const id = ++requestId;
      const isRejected = context.random.chance(rejectRate);
      const reply = isRejected
        ? spaced(
            `{"id":${id},"jsonrpc":"2.0","error":{"code":-1,"message":"${context.random.pick(['Low difficulty share', 'Block expired', 'Duplicate share'])}"}}`,
            style,
          )
        : spaced(`{"id":${id},"jsonrpc":"2.0","error":null,"result":{"status":"OK"}}`, style);
      talk.ask(submitText(context.random, session, id, jobId), `${reply}\n`, context.random.logNormal(3, 1.2), heard);
    };
    const found = (meanMs: () => number): void => {
      agenda.after(context.random.exponential(meanMs()), () => {
        submit();
        found(meanMs);
      });
    };

    if (isRefused) {
      talk.ask(
        loginText(session),
        '{"id":1,"jsonrpc":"2.0","error":{"code":-1,"message":"Invalid payment address provided"}}\n',
        5,
        () => talk.stop('server-fin'),
      );
      return talk.play();
    }
    talk.ask(loginText(session), loginResult(session, job(false)), context.random.logNormal(8, 1), () => {
      isIn = true;
      heard();
    });
    let meanMs = rate.firstMeanMs * context.random.logBetween(0.7, 1.4);
    found(() => meanMs);
    for (const time of drawJobTimes(context.random, rhythm, context.durationMs)) {
      agenda.at(time.atMs + context.roundTripMs * 2, () => {
        if (!isIn) return;
        talk.receive(jobMessage(session, job(time.isNewBlock)));
        heard();
      });
    }
    if (rate.retargetMs !== null) {
      const { retargetMs } = rate;
      agenda.every(
        () => context.random.about(retargetMs, 0.15),
        () => {
          const next = rate.targetMeanMs * context.random.logBetween(0.8, 1.25);
          if (isIn && Math.abs(Math.log(next / meanMs)) > 0.15) talk.receive(jobMessage(session, job(false)));
          meanMs = next;
          heard();
        },
      );
    }
    if (style.hasKeepAlive) {
      const check = (): void => {
        const dueMs = lastHeardMs + pingMs;
        if (agenda.now >= dueMs && isIn) {
          const id = ++requestId;
          const ping = `{"id":${id},"jsonrpc":"2.0","method":"keepalived","params":{"id":"${session.sessionId}"}}\n`;
          talk.ask(ping, `{"id":${id},"jsonrpc":"2.0","error":null,"result":{"status":"KEEPALIVED"}}\n`, 2, () => {
            heard();
            agenda.after(pingMs, check);
          });
        } else {
          agenda.at(Math.max(dueMs, agenda.now) + context.random.between(1, 1000), check);
        }
      };
      agenda.after(pingMs, check);
    }
    return talk.play();
  };
};

function spaced(json: string, style: Style): string {
  return style.space === '' ? json : json.replaceAll('":', '": ').replaceAll(',"', ', "');
}

function loginText(style: Style): string {
  const rpc = style.hasJsonrpc ? '"jsonrpc":"2.0",' : '';
  const agent = style.agent === null ? '' : `,"agent":"${style.agent}"`;
  const rig = style.rig === null ? '' : `,"rigid":"${style.rig}"`;
  const algorithms =
    style.algorithms === null ? '' : `,"algo":[${style.algorithms.map((name) => `"${name}"`).join(',')}]`;
  if (style.loginFields === 'minimal') {
    return (
      spaced(
        `{"method":"login","params":{"login":"${style.wallet}","pass":"${style.password}"${agent}},"id":1}`,
        style,
      ) + '\n'
    );
  }
  return (
    spaced(
      `{"id":1,${rpc}"method":"login","params":{"login":"${style.wallet}","pass":"${style.password}"${agent}${rig}${algorithms}}}`,
      style,
    ) + '\n'
  );
}

function jobText(random: Random, style: Style, jobId: string, height: number, seedHash: string): string {
  const blob = `${style.isModern ? '1010' : '0707'}${random.hex(style.blobDigits - 4)}`;
  const target = style.targetDigits === 8 ? `${random.hex(4)}0${random.hex(1)}00` : `${random.hex(12)}0000`;
  const base = `{"blob":"${blob}","job_id":"${jobId}","target":"${target}"`;
  return style.isModern
    ? `${base},"algo":"${style.algorithm}","height":${height},"seed_hash":"${seedHash}"}`
    : `${base}}`;
}

function jobMessage(style: Style, job: string): string {
  return spaced(`{"jsonrpc":"2.0","method":"job","params":${job}}`, style) + '\n';
}

function loginResult(style: Style, job: string): string {
  const extensions = style.isModern ? ',"extensions":["algo","nicehash","connect","tls","keepalive"]' : '';
  return (
    spaced(
      `{"id":1,"jsonrpc":"2.0","error":null,"result":{"id":"${style.sessionId}","job":${job}${extensions},"status":"OK"}}`,
      style,
    ) + '\n'
  );
}

function submitText(random: Random, style: Style, id: number, jobId: string): string {
  const rpc = style.hasJsonrpc ? '"jsonrpc":"2.0",' : '';
  const algorithm = style.hasSubmitAlgorithm ? `,"algo":"${style.algorithm}"` : '';
  const result = `${random.hex(56)}${random.hex(4)}0000`;
  return (
    spaced(
      `{"id":${id},${rpc}"method":"submit","params":{"id":"${style.sessionId}","job_id":"${jobId}","nonce":"${random.hex(8)}","result":"${result}"${algorithm}}}`,
      style,
    ) + '\n'
  );
}
