/** Pools with dialects of their own: Grin, Beam, and such as nobody knows. */
import type { ModelMaker } from '../model';
import type { Random } from '../random';
import { mineAt, type Say } from './mine-at';

/** Grin's Stratum: work is asked for once and then pushed; a share holds 42 or 32 nonces in decimal. */
export const makeGrin: ModelMaker = (random) => {
  const agent = random.pick(['grin-miner', 'bminer (v16.4.9)', 'lolMiner 1.29', 'GMiner/2.54', 'mining_v2']);
  const login = random.pick([`grin1${random.text(58)}`, `${random.text(8)}@example.org/rig`, random.text(12)]);
  const password = random.pick(['x', '']);
  const id = random.pick(['"0"', '"Stratum"', '1']);
  const [nonces, edgeBits] = random.pick([
    [42, 29],
    [42, 31],
    [32, 32],
  ] as const);
  const preDigits = random.pick([476, 476, 492]);
  const isCalled = random.chance(0.7);
  let height = random.integer(5000, 3_000_000);
  const work = (draw: Random): string =>
    `{"difficulty":${draw.integer(1, 64)},"height":${height},"job_id":${draw.integer(0, 40)},"pre_pow":"${draw.hex(preDigits)}"}`;
  const reply = (method: string, result: string): string =>
    `{"id":${id},"jsonrpc":"2.0","method":"${method}","result":${result},"error":null}\n`;
  const ask = (method: string, params: string): string =>
    `{"id":${id},"jsonrpc":"2.0","method":"${method}","params":${params}}\n`;
  return mineAt(
    {
      opening: [
        [
          () => ask('login', `{"login":"${login}","pass":"${password}","agent":"${agent}"}`),
          () => reply('login', '"ok"'),
        ],
        [() => ask('getjobtemplate', 'null'), (draw) => reply('getjobtemplate', work(draw))],
      ],
      job: (draw) => {
        height++;
        return `{"id":${id},"jsonrpc":"2.0","method":"job","params":${work(draw)}}\n`;
      },
      isJobAnswered: true,
      share: (draw) =>
        ask(
          'submit',
          `{"edge_bits":${edgeBits},"height":${height},"job_id":${draw.integer(0, 40)},"nonce":${draw.next()}${draw.next()},"pow":[${Array.from({ length: nonces }, () => draw.next() >>> (32 - Math.min(31, edgeBits))).join(',')}]}`,
        ),
      verdict: () => reply('submit', '"ok"'),
      blockMs: 60_000,
      refreshMs: [10_000, 60_000],
      check: isCalled
        ? {
            everyMs: random.pick([10_000, 20_000, 30_000, 60_000]),
            ask: () => ask('keepalive', 'null'),
            answer: () => reply('keepalive', '"ok"'),
          }
        : null,
      difficulty: null,
    },
    random,
  );
};

/** Beam's Stratum: what is said lies beside the method. */
export const makeBeam: ModelMaker = (random) => {
  const key = random.hex(random.pick([66, 64]));
  const worker = random.chance(0.5) ? `.${random.text(5)}` : '';
  const hasHeight = random.chance(0.8);
  let serial = random.integer(1, 9000);
  const height = random.integer(100_000, 3_000_000);
  return mineAt(
    {
      opening: [
        [
          () => `{"method":"login","api_key":"${key}${worker}","id":"login","jsonrpc":"2.0"}\n`,
          (draw) =>
            `{"code":0,"description":"Login successful","id":"login","jsonrpc":"2.0","method":"result","nonceprefix":"${draw.hex(6)}"}\n`,
        ],
      ],
      job: (draw) =>
        `{"difficulty":${draw.integer(100_000_000, 999_999_999)},${hasHeight ? `"height":${height},` : ''}"id":"${++serial}","input":"${draw.hex(64)}","jsonrpc":"2.0","method":"job"}\n`,
      isJobAnswered: false,
      share: (draw) =>
        `{"method":"solution","id":"${serial}","nonce":"${draw.hex(16)}","output":"${draw.hex(208)}","jsonrpc":"2.0"}\n`,
      verdict: () => `{"code":1,"description":"accepted","id":"${serial}","jsonrpc":"2.0","method":"result"}\n`,
      blockMs: 60_000,
      refreshMs: [10_000, 60_000],
      check: null,
      difficulty: null,
    },
    random,
  );
};

/**
 * A pool whose dialect nobody knows: sizes are drawn at random, one kind of message always being about as long, in some dialects
 * all of them short, as binary ones are; what remains is what mining is: work pushed when blocks are found or grow old, shares
 * by chance, each answered.
 */
export const makeUnknownPool: ModelMaker = (random) => {
  const isShort = random.chance(0.3);
  const sized = (least: number, most: number): Say => {
    const scale = isShort ? 0.25 : 1;
    const bytes = Math.round(random.logBetween(least * scale, most * scale));
    const spread = random.pick([0, 0, 1, 2, 4]);
    return (draw) => Math.max(1, bytes + draw.integer(-spread, spread));
  };
  return mineAt(
    {
      opening: Array.from({ length: random.integer(1, 3) }, () => [sized(50, 900), sized(20, 600)] as const),
      job: random.chance(0.9) ? sized(70, 2600) : sized(2600, 16_000),
      isJobAnswered: random.chance(0.4),
      share: sized(60, 1500),
      verdict: sized(20, 150),
      blockMs: random.pick([8000, 13_000, 30_000, 60_000, 120_000, 150_000, 600_000]),
      refreshMs: [5000, 120_000],
      check: random.chance(0.35)
        ? { everyMs: random.pick([20_000, 30_000, 60_000, 120_000]), ask: sized(30, 200), answer: sized(20, 200) }
        : null,
      difficulty: random.chance(0.4) ? sized(40, 160) : null,
    },
    random,
  );
};
