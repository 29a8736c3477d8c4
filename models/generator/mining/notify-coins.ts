/** Coins whose Stratum differs in what a job and a share hold: Zcash and kin (ZIP 301), Ravencoin's KawPow, Kaspa. */
import type { Model, ModelMaker } from '../model';
import type { Random } from '../random';
import { mineAt } from './mine-at';

interface Coin {
  readonly worker: string;
  readonly blockMs: number;
  readonly refresh: readonly [number, number];
  readonly subscribe: (host: string, port: number) => string;
  readonly subscribed: (random: Random) => string;
  readonly target: (random: Random) => string;
  readonly notify: (random: Random, jobId: string) => string;
  readonly submit: (random: Random, jobId: string, id: number) => string;
  readonly accepted: (id: number) => string;
  readonly hasExtranonce: boolean;
}

function equihash(random: Random): Coin {
  const worker = `t1${random.base58(33)}.${random.text(random.integer(2, 8))}`;
  const solutionDigits = random.pick([2694, 2694, 2694, 206, 806]);
  const agent = random.pick([
    'EWBF 0.3.4b',
    'miniZ/2.0c',
    'Gminer/2.75',
    'nheqminer/0.5c',
    'zecminer64',
    'lolMiner 1.5',
  ]);
  const isVerbose = random.chance(0.4);
  return {
    worker,
    blockMs: random.pick([150_000, 75_000, 60_000]),
    refresh: [15_000, 90_000],
    subscribe: (host, port) => `{"id":1,"method":"mining.subscribe","params":["${agent}",null,"${host}","${port}"]}\n`,
    subscribed: (draw) =>
      isVerbose
        ? `{"id":1,"result":["${draw.hex(32)}","${draw.hex(8)}"],"error":null}\n`
        : `{"id":1,"result":["${draw.hex(10)}", "${draw.hex(10)}"], "error": null}\n`,
    target: (draw) => `{"id":null,"method":"mining.set_target","params":["0004${draw.hex(60)}"]}\n`,
    notify: (draw, jobId) =>
      `{"id":null,"method":"mining.notify","params":["${jobId}","04000000","${draw.hex(64)}","${draw.hex(64)}","${'0'.repeat(64)}","${draw.hex(8)}","${draw.hex(8)}",true]}\n`,
    submit: (draw, jobId, id) =>
      `{"id":${id},"method":"mining.submit","params":["${worker}","${jobId}","${draw.hex(8)}","${draw.hex(54)}","${draw.hex(solutionDigits)}"]}\n`,
    accepted: (id) => (isVerbose ? `{"id":${id},"result":true,"error":null}\n` : `{"id":${id},"result":true}\n`),
    hasExtranonce: random.chance(0.6),
  };
}

function kawpow(random: Random): Coin {
  const worker = `R${random.base58(33)}.${random.text(random.integer(2, 8))}`;
  const agent = random.pick(['kawpowminer/1.2.4', 'T-Rex/0.26.8', 'NBMiner/42.3', 'GMiner/3.44', 'wildrig/0.36.6']);
  return {
    worker,
    blockMs: 60_000,
    refresh: [10_000, 60_000],
    subscribe: () => `{"id":1,"method":"mining.subscribe","params":["${agent}","EthereumStratum/1.0.0"]}\n`,
    subscribed: (draw) => `{"id":1,"result":[null,"${draw.hex(4)}"],"error":null}\n`,
    target: (draw) => `{"id":null,"method":"mining.set_target","params":["00000001${draw.hex(56)}"]}\n`,
    notify: (draw, jobId) =>
      `{"id":null,"method":"mining.notify","params":["${jobId}","${draw.hex(64)}","${draw.hex(64)}","00000001${draw.hex(56)}",true,${draw.integer(2_000_000, 3_500_000)},"1b${draw.hex(6)}"]}\n`,
    submit: (draw, jobId, id) =>
      `{"id":${id},"method":"mining.submit","params":["${worker}","${jobId}","0x${draw.hex(16)}","0x${draw.hex(64)}","0x${draw.hex(64)}"]}\n`,
    accepted: (id) => `{"id":${id},"result":true,"error":null}\n`,
    hasExtranonce: random.chance(0.3),
  };
}

function kaspa(random: Random): Coin {
  const worker = `kaspa:${random.text(61)}.${random.text(5)}`;
  const agent = random.pick(['IceRiverMiner-v1.1', 'BzMiner-v18', 'lolMiner/1.70', 'GodMiner/2.0.0', 'GMiner/3.44']);
  return {
    worker,
    blockMs: random.pick([1000, 1000, 3000, 10_000]),
    refresh: [1000, 5000],
    subscribe: () => `{"id":1,"method":"mining.subscribe","params":["${agent}","EthereumStratum/1.0.0"]}\n`,
    subscribed: () => '{"id":1,"result":[true,"EthereumStratum/1.0.0"],"error":null}\n',
    target: (draw) => `{"id":null,"method":"mining.set_difficulty","params":[${draw.between(0.5, 64).toFixed(2)}]}\n`,
    notify: (draw, jobId) =>
      `{"id":null,"method":"mining.notify","params":["${jobId}",[${draw.next()}${draw.next()},${draw.next()}${draw.next()},${draw.next()}${draw.next()},${draw.next()}${draw.next()}],${1_700_000_000_000 + draw.next()}]}\n`,
    submit: (draw, jobId, id) =>
      `{"id":${id},"method":"mining.submit","params":["${worker}","${jobId}","0x${draw.hex(16)}"]}\n`,
    accepted: (id) => `{"id":${id},"result":true,"error":null}\n`,
    hasExtranonce: false,
  };
}

export const makeEquihash: ModelMaker = (random) => makeSession(random, equihash(random));
export const makeKawpow: ModelMaker = (random) => makeSession(random, kawpow(random));
export const makeKaspa: ModelMaker = (random) => makeSession(random, kaspa(random));

function makeSession(random: Random, coin: Coin): Model {
  let id: number = random.pick([3, 99]);
  const jobDigits = random.pick([20, 4, 8, 32]);
  let jobId = '';
  return mineAt(
    {
      opening: [
        [(_, { host, port }) => coin.subscribe(host, port), coin.subscribed],
        [
          () => `{"id":2,"method":"mining.authorize","params":["${coin.worker}","x"]}\n`,
          () => '{"id":2,"result":true,"error":null}\n',
        ],
      ],
      isPipelined: random.chance(0.3),
      wish: coin.hasExtranonce ? () => '{"id":3,"method":"mining.extranonce.subscribe","params":[]}\n' : null,
      jobDelayMs: random.pick([1, 5, 200, 1000]),
      job: (draw) => {
        jobId = draw.hex(jobDigits);
        return coin.notify(draw, jobId);
      },
      isJobAnswered: false,
      share: (draw) => coin.submit(draw, jobId, ++id),
      verdict: () => coin.accepted(id),
      blockMs: coin.blockMs,
      refreshMs: coin.refresh,
      check: null,
      difficulty: coin.target,
    },
    random,
  );
}
