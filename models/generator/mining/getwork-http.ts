/** Work asked for over HTTP: Bitcoin's getwork and getblocktemplate (BIP 22), and XMRig mining against its own node. */
import { Dialogue } from '../dialogue';
import { answer, post } from '../layers/http-text';
import type { ModelMaker } from '../model';
import type { Random } from '../random';
import { drawShareRate } from './share-process';

function minerHeaders(random: Random): string {
  const agent = random.pick(['cgminer/2.11.4', 'bfgminer/5.2.0', 'cpuminer/2.3.2', 'cgminer/3.7.2', 'poclbm/20120920']);
  return `Authorization: Basic ${random.base58(random.integer(12, 40))}\r\nUser-Agent: ${agent}\r\nX-Mining-Extensions: longpoll midstate rollntime submitold\r\nAccept-Encoding: deflate, gzip\r\n`;
}

/** getwork each few seconds, shares as further requests. */
export const makeGetwork: ModelMaker = (random) => {
  const pollMs = random.logBetween(1500, 60_000);
  const headers = minerHeaders(random);
  const rate = drawShareRate(random);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let isBusy = false;
    const say = (body: string, reply: string, next: () => void): void => {
      isBusy = true;
      talk.ask(
        post('/', context.host, headers, body),
        answer(reply, 'X-Long-Polling: /LP\r\n'),
        context.random.logNormal(8, 0.8),
        () => {
          isBusy = false;
          next();
        },
      );
    };
    const get = (): void => {
      const reply = `{"error":null,"result":{"midstate":"${context.random.hex(64)}","data":"${context.random.hex(256)}","hash1":"${'0'.repeat(128)}","target":"${'f'.repeat(56)}00000000"},"id":0}`;
      const again = (): void => agenda.after(context.random.about(pollMs, 0.1), get);
      if (isBusy) again();
      else say('{"method": "getwork", "params": [], "id":0}\n', reply, again);
    };
    get();
    agenda.every(
      () => context.random.exponential(rate.targetMeanMs),
      () => {
        if (!isBusy)
          say(
            `{"method": "getwork", "params": [ "${context.random.hex(256)}" ], "id":1}\n`,
            '{"error":null,"result":true,"id":1}',
            () => undefined,
          );
      },
    );
    return talk.play();
  };
};

/** What a node that does not know the caller answers: 401 or an error, and the connection ends. */
export const makeGetworkRefused: ModelMaker = (random) => {
  const headers = minerHeaders(random);
  const isTemplate = random.chance(0.5);
  const how = random.pickWeighted([
    ['silent', 40],
    ['refused', 35],
    ['text', 25],
  ] as const);
  return (context) => {
    const talk = new Dialogue({ ...context, durationMs: Math.min(context.durationMs, 60_000) });
    const { agenda } = talk;
    const body = isTemplate
      ? '{"id": 0, "method": "getblocktemplate", "params": [{"capabilities": ["coinbasetxn", "workid", "coinbase/append"]}]}\n'
      : '{"method": "getwork", "params": [], "id":0}\n';
    const request = post('/', context.host, headers, body);
    const split = request.indexOf('\r\n\r\n') + 4;
    talk.send(request.slice(0, split));
    talk.send(request.slice(split));
    if (how === 'silent') {
      agenda.after(context.random.pick([context.roundTripMs + 2, 15_900]), () =>
        talk.stop(context.random.pick(['client-reset', 'client-fin', 'server-fin'] as const)),
      );
    } else {
      agenda.at(talk.answerTime(10), () => {
        talk.receive(
          how === 'refused'
            ? 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
            : '{"id":0,"result":null,"error":[20,"Not supported.",null]}\n',
        );
        agenda.after(1, () => talk.stop('server-fin'));
      });
    }
    return talk.play();
  };
};

/** A miner beside its own Bitcoin-like node: templates by long poll, large answers. */
export const makeBlockTemplate: ModelMaker = (random) => {
  const headers = minerHeaders(random);
  const templateBytes = Math.round(random.logBetween(3000, 400_000));
  const refreshMs = random.logBetween(10_000, 60_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    const ask = (): void => {
      const body =
        '{"id": 0, "method": "getblocktemplate", "params": [{"capabilities": ["coinbasetxn", "workid", "longpoll", "coinbase/append"]}]}\n';
      const head = `{"result":{"capabilities":["proposal"],"version":536870912,"previousblockhash":"${context.random.hex(64)}","transactions":[{"data":"`;
      const size = Math.round(templateBytes * context.random.between(0.6, 1.4));
      talk.send(post('/', context.host, headers, body));
      agenda.at(talk.answerTime(context.random.logNormal(20, 1)), () => {
        talk.receive(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${size}\r\n\r\n${head}`);
        talk.receive(size);
        agenda.after(context.random.about(refreshMs, 0.02), ask);
      });
    };
    ask();
    return talk.play();
  };
};

/** XMRig with `daemon: true`: the height each second, a template when it has changed. */
export const makeDaemonPolling: ModelMaker = (random) => {
  const pollMs = random.pick([1000, 1000, 1000, 500, 2000]);
  const wallet = `4${random.base58(94)}`;
  const blockMs = random.pick([120_000, 120_000, 60_000]);
  const agent = `User-Agent: XMRig/6.${random.integer(10, 22)}.0 (Linux x86_64) libuv/1.44.1 gcc/9.3.0\r\n`;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let height = context.random.integer(2_500_000, 3_300_000);
    let isChanged = true;
    const template = (): void => {
      isChanged = false;
      const body = `{"id":1,"jsonrpc":"2.0","method":"getblocktemplate","params":{"wallet_address":"${wallet}","extra_nonce":"${context.random.hex(16)}"}}`;
      const blob = context.random.hex(context.random.integer(700, 4200));
      const reply = `{"id":1,"jsonrpc":"2.0","result":{"blockhashing_blob":"1010${context.random.hex(148)}","blocktemplate_blob":"${blob}","difficulty":${context.random.next()},"expected_reward":600000000000,"height":${height},"prev_hash":"${context.random.hex(64)}","seed_hash":"${context.random.hex(64)}","status":"OK"}}`;
      talk.ask(
        post('/json_rpc', context.host, agent, body),
        answer(reply, 'Server: Epee-based\r\nAccept-Ranges: bytes\r\n'),
        5,
        () => agenda.after(pollMs, poll),
      );
    };
    const poll = (): void => {
      const reply = `{\n  "hash": "${context.random.hex(64)}",\n  "height": ${height},\n  "status": "OK",\n  "untrusted": false\n}`;
      talk.ask(
        `GET /getheight HTTP/1.1\r\nHost: ${context.host}\r\n${agent}\r\n`,
        answer(reply, 'Server: Epee-based\r\nAccept-Ranges: bytes\r\n'),
        1,
        () => {
          if (isChanged) template();
          else agenda.after(context.random.about(pollMs, 0.01), poll);
        },
      );
    };
    agenda.every(
      () => context.random.exponential(blockMs),
      () => {
        height++;
        isChanged = true;
      },
    );
    poll();
    return talk.play();
  };
};
