/** Ethereum's ways to mine: getwork over HTTP and TCP (eth-proxy), NiceHash's EthereumStratum/1.0.0 and 2.0.0 (EIP-1571). */
import { Dialogue } from '../dialogue';
import { answer, post } from '../layers/http-text';
import type { ModelMaker } from '../model';
import type { Random } from '../random';
import { drawJobRhythm, drawJobTimes, drawShareRate } from './share-process';

function work(random: Random, id: number, hasHeight: boolean): string {
  const height = hasHeight ? `,"0x${random.hex(6)}"` : '';
  return `{"id":${id},"jsonrpc":"2.0","result":["0x${random.hex(64)}","0x${random.hex(64)}","0x00000000${random.hex(56)}"${height}]}`;
}

/** A node or pool polled over HTTP, each 0.5 to 5 s, with the hash rate reported in between. */
export const makeEthereumGetworkHttp: ModelMaker = (random) => {
  const pollMs = random.logBetween(400, 5000);
  const host = `${random.text(8)}.example.net`;
  const agent = random.chance(0.5)
    ? `User-Agent: ${random.pick(['ethminer', 'cpp-ethereum', 'ethminer/0.12'])}\r\n`
    : '';
  const serverHeaders = `Date: Mon, 06 Jan 2020 00:00:00 GMT\r\n${random.chance(0.5) ? 'Server: nginx\r\n' : ''}${random.chance(0.4) ? `X-Served-By: ${random.text(20)}\r\nVary: Origin\r\n` : ''}`;
  const reports = random.chance(0.5);
  const hasHeight = random.chance(0.3);
  const rate = drawShareRate(random);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let id = 0;
    let current = work(context.random, 1, hasHeight);
    const get = (next: () => void): void => {
      id++;
      const body = `{"id":${id},"jsonrpc":"2.0","method":"eth_getWork","params":[]}`;
      talk.ask(post('/', host, agent, body), answer(current, serverHeaders), context.random.logNormal(1.5, 0.6), next);
    };
    const cycle = (): void => {
      const pause = (): void => agenda.after(context.random.about(pollMs, 0.01), cycle);
      if (reports) {
        const body = `{"id":${++id},"jsonrpc":"2.0","method":"eth_submitHashrate","params":["0x${context.random.hex(64)}","0x${context.random.hex(64)}"]}`;
        talk.ask(
          post('/', host, agent, body),
          answer(`{"id":${id},"jsonrpc":"2.0","result":true}`, serverHeaders),
          1,
          () => get(pause),
        );
      } else {
        get(pause);
      }
    };
    cycle();
    agenda.every(
      () => context.random.exponential(13_500),
      () => {
        current = work(context.random, 1, hasHeight);
      },
    );
    agenda.every(
      () => context.random.exponential(rate.targetMeanMs),
      () => {
        const body = `{"id":${++id},"jsonrpc":"2.0","method":"eth_submitWork","params":["0x${context.random.hex(16)}","0x${context.random.hex(64)}","0x${context.random.hex(64)}"]}`;
        talk.ask(post('/', host, agent, body), answer(`{"id":${id},"jsonrpc":"2.0","result":true}`, serverHeaders), 3);
      },
    );
    return talk.play();
  };
};

/** eth-proxy over TCP: login, polling or pushed work, hash rate reports, shares. */
export const makeEthereumProxy: ModelMaker = (random) => {
  const wallet = `0x${random.hex(40)}`;
  const worker = random.pick(['eth1.0', 'rig1', random.text(6)]);
  const polls = random.chance(0.5);
  const pollMs = random.pick([1000, 2000, 5000, 10_000, 10_000, 15_000]);
  const reportMs = random.pick([null, 10_000, 20_000, 60_000]);
  const isPushed = !polls || random.chance(0.6);
  const rhythm = drawJobRhythm(random, random.pick([13_000, 13_500, 15_000, 6000]), [4000, 20_000], 0.4);
  const rate = drawShareRate(random);
  const hasHeight = random.chance(0.3);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let isIn = false;
    let current = work(context.random, 0, hasHeight);
    talk.ask(
      `{"worker": "${worker}", "jsonrpc": "2.0", "params": ["${wallet}.${worker}", "x"], "id": 2, "method": "eth_submitLogin"}\n`,
      '{"jsonrpc":"2.0","id":2,"result":true}\n',
      4,
      () => {
        isIn = true;
        talk.receive(`${current}\n`);
      },
    );
    const getWork = (): void => {
      talk.ask('{"worker": "", "jsonrpc": "2.0", "params": [], "id": 3, "method": "eth_getWork"}\n', `${current}\n`, 2);
    };
    agenda.after(context.roundTripMs + 20, getWork);
    if (polls) agenda.every(() => context.random.about(pollMs, 0.004), getWork);
    for (const time of drawJobTimes(context.random, rhythm, context.durationMs)) {
      agenda.at(time.atMs, () => {
        current = work(context.random, 0, hasHeight);
        if (isIn && isPushed) talk.receive(`${current}\n`);
      });
    }
    if (reportMs !== null) {
      agenda.every(
        () => context.random.about(reportMs, 0.005),
        () => {
          const report = `{"id":6,"jsonrpc":"2.0","method":"eth_submitHashrate","params":["0x${context.random.hex(7)}", "0x${context.random.hex(64)}"]}\n`;
          if (polls) talk.send(report);
          else talk.ask(report, '{"jsonrpc":"2.0","id":6,"result":true}\n', 2);
        },
      );
    }
    agenda.every(
      () => context.random.exponential(rate.targetMeanMs),
      () => {
        if (!isIn) return;
        talk.ask(
          `{"id":4,"worker":"${worker}","method":"eth_submitWork","params":["0x${context.random.hex(16)}","0x${context.random.hex(64)}","0x${context.random.hex(64)}"]}\n`,
          '{"jsonrpc":"2.0","id":4,"result":true}\n',
          4,
        );
      },
    );
    return talk.play();
  };
};

/** EthereumStratum/1.0.0 (also Ethereum Classic and Conflux pools today) and 2.0.0. */
export const makeEthereumStratum: ModelMaker = (random) => {
  const isSecond = random.chance(0.25);
  const worker = `0x${random.hex(40)}.${random.text(random.integer(2, 10))}`;
  const agent = random.pick([
    'ethminer/0.19.0',
    'GMiner/3.44',
    'lolMiner/1.88',
    'TeamRedMiner/0.10.21',
    'NBMiner/42.3',
  ]);
  const rhythm = drawJobRhythm(random, random.pick([13_000, 13_500, 500, 2000]) + 500, [4000, 20_000], 0.4);
  const rate = drawShareRate(random);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let isIn = false;
    let jobId = context.random.hex(8);
    let id = 1;
    const notify = (): string => {
      jobId = context.random.hex(8);
      return isSecond
        ? `{"method":"mining.notify","params":["${jobId}","${context.random.hex(6)}","${context.random.hex(64)}","0"]}\n`
        : `{"id":null,"method":"mining.notify","params":["${jobId}","${context.random.hex(64)}","${context.random.hex(64)}",true]}\n`;
    };
    const difficulty = `{"id":null,"method":"mining.set_difficulty","params":[${context.random.pick([1, 2, 4.6566, 0.5])}]}\n`;
    const start = (): void => {
      isIn = true;
      talk.receive(
        isSecond
          ? '{"method":"mining.set","params":{"epoch":"bd","target":"0112e0be826d694b2e62d01511f12a6061fbaec8bc02357593e70e52ba","algo":"ethash","extranonce":"8ae2"}}\n'
          : difficulty,
      );
      talk.receive(notify());
    };
    if (isSecond) {
      talk.ask(
        `{"id":0,"method":"mining.hello","params":{"agent":"${agent}","host":"${context.host}","port":"${context.port.toString(16)}","proto":"EthereumStratum/2.0.0"}}\n`,
        '{"id":0,"result":{"proto":"EthereumStratum/2.0.0","encoding":"plain","resume":"0","timeout":"b4","maxerrors":"5","node":"geth/v1.10"}}\n',
        3,
        () =>
          talk.ask(
            '{"id":1,"method":"mining.subscribe","params":[]}\n',
            `{"id":1,"result":"s-${context.random.hex(12)}"}\n`,
            3,
            () =>
              talk.ask(
                `{"id":2,"method":"mining.authorize","params":["${worker}","x"]}\n`,
                '{"id":2,"result":"w-1"}\n',
                3,
                start,
              ),
          ),
      );
    } else {
      talk.ask(
        `{"id":1,"method":"mining.subscribe","params":["${agent}","EthereumStratum/1.0.0"]}\n`,
        `{"id":1,"result":[["mining.notify","${context.random.hex(32)}","EthereumStratum/1.0.0"],"${context.random.hex(6)}"],"error":null}\n`,
        3,
        () =>
          talk.ask(
            `{"id":2,"method":"mining.authorize","params":["${worker}","x"]}\n`,
            '{"id":2,"result":true,"error":null}\n',
            3,
            start,
          ),
      );
    }
    for (const time of drawJobTimes(context.random, rhythm, context.durationMs)) {
      agenda.at(time.atMs + context.roundTripMs * 3, () => {
        if (isIn) talk.receive(notify());
      });
    }
    agenda.every(
      () => context.random.exponential(rate.targetMeanMs),
      () => {
        if (!isIn) return;
        id++;
        const submit = isSecond
          ? `{"id":${id},"method":"mining.submit","params":["${jobId}","${context.random.hex(12)}","w-1"]}\n`
          : `{"id":${id},"method":"mining.submit","params":["${worker}","${jobId}","${context.random.hex(10)}"]}\n`;
        talk.ask(
          submit,
          isSecond ? `{"id":${id}}\n` : `{"id":${id},"result":true,"error":null}\n`,
          context.random.logNormal(3, 1),
        );
      },
    );
    if (isSecond) {
      agenda.every(
        () => 60_000,
        () => talk.ask('{"id":50,"method":"mining.noop"}\n', '{"id":50}\n', 1),
      );
    }
    return talk.play();
  };
};
