/** The client asks and the server answers: polling, JSON-RPC that is not mining, databases, monitoring, industrial buses, the web. */
import { Dialogue } from '../dialogue';
import { answer, browserHeaders, post } from '../layers/http-text';
import type { ModelMaker } from '../model';

/** An Ethereum node's JSON-RPC over HTTP, polled by a wallet or a bot. */
export const makeNodeRpc: ModelMaker = (random) => {
  const pollMs = random.pick([1000, 2000, 4000, 4000, 12_000, 15_000]);
  const methods = random.pick([
    ['eth_blockNumber'],
    ['eth_blockNumber', 'eth_getBalance'],
    ['eth_gasPrice', 'eth_blockNumber', 'eth_call'],
    ['net_version', 'eth_getBlockByNumber'],
  ]);
  const blockBytes = random.logBetween(1500, 60_000);
  const agent = random.chance(0.5) ? 'User-Agent: web3.py/6.0\r\n' : '';
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let id = 0;
    const reply = (method: string): string => {
      const result =
        method === 'eth_getBlockByNumber'
          ? `{"number":"0x${context.random.hex(6)}","hash":"0x${context.random.hex(64)}","extra":"0x${context.random.hex(Math.round(context.random.logNormal(blockBytes, 0.3)))}"}`
          : method === 'eth_call'
            ? `"0x${context.random.hex(64)}"`
            : `"0x${context.random.hex(context.random.integer(5, 16))}"`;
      return answer(
        method === 'eth_getBlockByNumber'
          ? `{"jsonrpc":"2.0","id":${id},"result":${result}}`
          : `{"jsonrpc":"2.0","id":${id},"result":${result}}`,
        'Vary: Origin\r\n',
      );
    };
    const round = (left: readonly string[]): void => {
      if (left.length === 0) {
        agenda.after(context.random.about(pollMs, 0.02), () => round(methods));
        return;
      }
      const [method, ...rest] = left;
      const params =
        method === 'eth_call'
          ? `[{"to":"0x${context.random.hex(40)}","data":"0x${context.random.hex(72)}"},"latest"]`
          : method === 'eth_getBalance'
            ? `["0x${context.random.hex(40)}","latest"]`
            : method === 'eth_getBlockByNumber'
              ? '["latest",true]'
              : '[]';
      talk.ask(
        post('/', context.host, agent, `{"jsonrpc":"2.0","method":"${method}","params":${params},"id":${++id}}`),
        reply(method),
        context.random.logNormal(4, 0.9),
        () => round(rest),
      );
    };
    round(methods);
    return talk.play();
  };
};

/** Subscriptions of an Ethereum node over WebSocket or TCP: new heads each ~12 s, logs in bursts. */
export const makeNodeSubscription: ModelMaker = (random) => {
  const blockMs = random.pick([12_000, 12_000, 6000, 3000, 2000, 400, 250, 15_000, 60_000, 150_000, 600_000]);
  const isRegular = blockMs === 12_000 || blockMs === 6000 || blockMs === 400;
  const hasLogs = random.chance(0.6);
  const logMs = random.logBetween(500, 60_000);
  const headBytes = random.chance(0.5) ? random.integer(1100, 2000) : Math.round(random.logBetween(450, 1100));
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    const subscription = `0x${context.random.hex(32)}`;
    const notice = (result: string): string =>
      `{"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"${subscription}","result":${result}}}\n`;
    talk.ask(
      '{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}\n',
      `{"jsonrpc":"2.0","id":1,"result":"${subscription}"}\n`,
      2,
    );
    if (hasLogs)
      agenda.after(20, () =>
        talk.ask(
          `{"jsonrpc":"2.0","id":2,"method":"eth_subscribe","params":["logs",{"address":"0x${context.random.hex(40)}"}]}\n`,
          `{"jsonrpc":"2.0","id":2,"result":"0x${context.random.hex(32)}"}\n`,
          2,
        ),
      );
    agenda.every(
      () => (isRegular ? blockMs + context.random.normal(0, blockMs / 30) : context.random.exponential(blockMs)),
      () => {
        talk.receive(
          notice(
            `{"parentHash":"0x${context.random.hex(64)}","stateRoot":"0x${context.random.hex(64)}","logsBloom":"0x${context.random.hex(headBytes - 420)}"}`,
          ),
        );
        if (context.random.chance(0.3))
          agenda.after(5, () =>
            talk.ask(
              `{"jsonrpc":"2.0","id":9,"method":"eth_getBalance","params":["0x${context.random.hex(40)}","latest"]}\n`,
              `{"jsonrpc":"2.0","id":9,"result":"0x${context.random.hex(16)}"}\n`,
              2,
            ),
          );
      },
    );
    if (hasLogs)
      agenda.every(
        () => context.random.exponential(logMs),
        () =>
          talk.receive(
            notice(
              `{"address":"0x${context.random.hex(40)}","topics":["0x${context.random.hex(64)}","0x${context.random.hex(64)}"],"data":"0x${context.random.hex(64 * context.random.integer(1, 6))}"}`,
            ),
          ),
      );
    return talk.play();
  };
};

/** An Electrum wallet and its server (electrumx protocol 1.4): headers each ~10 minutes, pings each minute, addresses. */
export const makeElectrum: ModelMaker = (random) => {
  const addresses = random.integer(5, 60);
  const pingMs = random.pick([60_000, 60_000, 300_000]);
  const noticeMs = random.logBetween(300_000, 20_000_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let id = 0;
    const call = (method: string, params: string, result: string, next?: () => void): void => {
      const request = id++;
      talk.ask(
        `{"jsonrpc":"2.0","method":"${method}","params":${params},"id":${request}}\n`,
        `{"jsonrpc":"2.0","result":${result},"id":${request}}\n`,
        context.random.logNormal(5, 1),
        next,
      );
    };
    const subscribe = (left: number): void => {
      if (left > 0)
        call(
          'blockchain.scripthash.subscribe',
          `["${context.random.hex(64)}"]`,
          context.random.chance(0.3) ? `"${context.random.hex(64)}"` : 'null',
          () => subscribe(left - context.random.integer(1, 8)),
        );
    };
    call('server.version', '["electrum/4.5.5", "1.4"]', '["ElectrumX 1.16.0", "1.4"]', () =>
      call(
        'blockchain.headers.subscribe',
        '[]',
        `{"hex":"${context.random.hex(160)}","height":${context.random.integer(700_000, 900_000)}}`,
        () => subscribe(addresses),
      ),
    );
    agenda.every(
      () => context.random.about(pingMs, 0.02),
      () => call('server.ping', '[]', 'null'),
    );
    agenda.every(
      () => context.random.exponential(600_000),
      () =>
        talk.receive(
          `{"jsonrpc":"2.0","method":"blockchain.headers.subscribe","params":[{"hex":"${context.random.hex(160)}","height":${context.random.integer(700_000, 900_000)}}]}\n`,
        ),
    );
    agenda.every(
      () => context.random.exponential(noticeMs),
      () => {
        talk.receive(
          `{"jsonrpc":"2.0","method":"blockchain.scripthash.subscribe","params":["${context.random.hex(64)}","${context.random.hex(64)}"]}\n`,
        );
        call(
          'blockchain.scripthash.get_history',
          `["${context.random.hex(64)}"]`,
          `[{"height":0,"tx_hash":"${context.random.hex(64)}"}]`,
        );
      },
    );
    agenda.every(
      () => context.random.about(120_000, 0.2),
      () =>
        call(
          'mempool.get_fee_histogram',
          '[]',
          `[[12, ${context.random.integer(1000, 99_999)}], [8, 23104], [4, 88121]]`,
        ),
    );
    return talk.play();
  };
};

/** A language server or another JSON-RPC tool: bursts of requests while somebody types, notifications both ways. */
export const makeLanguageServer: ModelMaker = (random) => {
  const burstMs = random.logBetween(3000, 300_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let id = 0;
    const framed = (json: string): string => `Content-Length: ${json.length}\r\n\r\n${json}`;
    talk.ask(
      framed(
        `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":${JSON.stringify('x'.repeat(context.random.integer(500, 3500)))}}}`,
      ),
      framed(
        `{"jsonrpc":"2.0","id":0,"result":{"capabilities":${JSON.stringify('x'.repeat(context.random.integer(300, 1800)))}}}`,
      ),
      80,
    );
    const type = (left: number): void => {
      talk.send(
        framed(
          `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"uri":"file:///src/${context.random.text(8)}.ts","text":"${context.random.text(context.random.integer(1, 60))}"}}`,
        ),
      );
      if (context.random.chance(0.5)) {
        talk.ask(
          framed(
            `{"jsonrpc":"2.0","id":${++id},"method":"textDocument/completion","params":{"line":${context.random.integer(1, 900)}}}`,
          ),
          framed(`{"jsonrpc":"2.0","id":${id},"result":"${'item '.repeat(context.random.integer(10, 900))}"}`),
          context.random.logNormal(40, 1),
        );
      }
      if (context.random.chance(0.3))
        agenda.after(300, () =>
          talk.receive(
            framed(
              `{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{"diagnostics":[${'"e",'.repeat(context.random.integer(0, 40))}"z"]}}`,
            ),
          ),
        );
      if (left > 0) agenda.after(context.random.logNormal(250, 0.7), () => type(left - 1));
    };
    agenda.every(
      () => context.random.exponential(burstMs),
      () => type(context.random.integer(2, 40)),
    );
    return talk.play();
  };
};

/** Any client that polls its server over one HTTP connection: status pages, long polling, CI runners, price tickers. */
export const makePolling: ModelMaker = (random) => {
  const isLong = random.chance(0.35);
  const pollMs = isLong ? random.logBetween(1, 500) : random.logBetween(500, 120_000);
  const holdMs = random.pick([20, 25, 30, 50, 60, 90]) * 1000;
  const answerBytes = random.logBetween(20, 30_000);
  const spread = random.pick([0, 0.01, 0.1, 0.6]);
  const path = `/api/${random.text(6)}`;
  const headers = random.chance(0.5)
    ? browserHeaders(random)
    : `User-Agent: ${random.text(6)}/1.${random.integer(0, 9)}\r\nAccept: */*\r\n`;
  const bodyBytes = random.chance(0.3) ? random.integer(20, 700) : 0;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    const poll = (): void => {
      const request =
        bodyBytes > 0
          ? post(path, context.host, headers, JSON.stringify({ status: 'x'.repeat(bodyBytes) }))
          : `GET ${path} HTTP/1.1\r\nHost: ${context.host}\r\n${headers}\r\n`;
      const body = JSON.stringify({
        items: 'y'.repeat(Math.max(1, Math.round(context.random.logNormal(answerBytes, spread)))),
      });
      const thinkMs = isLong
        ? context.random.chance(0.7)
          ? holdMs
          : context.random.between(500, holdMs)
        : context.random.logNormal(12, 1);
      talk.ask(request, answer(body, 'Server: nginx\r\n'), thinkMs, () =>
        agenda.after(context.random.about(pollMs, 0.05), poll),
      );
    };
    poll();
    return talk.play();
  };
};

/** Monitoring, SNMP over TCP, Modbus, Redis and SQL polls: small binary requests at a steady beat, small answers. */
export const makeBinaryPolling: ModelMaker = (random) => {
  const periodMs = random.pick([100, 500, 1000, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000]);
  const commands = Array.from({ length: random.integer(1, 6) }, () => ({
    up: random.integer(8, 120),
    down: Math.round(random.logBetween(5, 800)),
  }));
  const spread = random.pick([0, 0, 0.05, 0.3]);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    if (random.chance(0.5)) talk.ask(context.random.integer(20, 120), context.random.integer(10, 400));
    const round = (left: number): void => {
      if (left === commands.length) {
        agenda.after(context.random.about(periodMs, 0.005), () => round(0));
        return;
      }
      const { up, down } = commands[left];
      talk.ask(up, Math.max(4, Math.round(context.random.about(down, spread))), context.random.logNormal(1, 0.8), () =>
        round(left + 1),
      );
    };
    agenda.after(50, () => round(0));
    return talk.play();
  };
};

/** A scrape: one small request each period, a large answer (Prometheus and the like). */
export const makeScrape: ModelMaker = (random) => {
  const periodMs = random.pick([5, 10, 15, 15, 30, 60]) * 1000;
  const bytes = random.logBetween(2000, 80_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    const scrape = (): void => {
      talk.ask(
        `GET /metrics HTTP/1.1\r\nHost: ${context.host}\r\nUser-Agent: Prometheus/2.45.0\r\nAccept: text/plain;version=0.0.4\r\nX-Prometheus-Scrape-Timeout-Seconds: 10\r\n\r\n`,
        context.random.about(bytes, 0.01),
        context.random.logNormal(15, 0.6),
      );
    };
    scrape();
    agenda.every(() => context.random.about(periodMs, 0.0005), scrape);
    return talk.play();
  };
};

/** A database session of a program: bursts of queries while it works, idle pings of the pool in between. */
export const makeDatabase: ModelMaker = (random) => {
  const burstMs = random.logBetween(200, 120_000);
  const pingMs = random.chance(0.5) ? random.pick([5, 10, 30, 60]) * 1000 : null;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    talk.ask(context.random.integer(40, 110), context.random.integer(12, 90), 1, () =>
      talk.ask(context.random.integer(40, 110), context.random.integer(280, 450), 2),
    );
    const query = (left: number): void => {
      talk.ask(
        context.random.logNormal(140, 0.8),
        context.random.logNormal(350, 1.3),
        context.random.logNormal(2, 1.2),
        () => {
          if (left > 0) agenda.after(context.random.logNormal(3, 1.5), () => query(left - 1));
        },
      );
    };
    agenda.every(
      () => context.random.exponential(burstMs),
      () => query(context.random.integer(0, 12)),
    );
    if (pingMs !== null)
      agenda.every(
        () => pingMs,
        () => talk.ask(14, 66, 0.5),
      );
    return talk.play();
  };
};

/** Web browsing on one connection: a page with its parts, a pause to read, another page. */
export const makeBrowsing: ModelMaker = (random) => {
  const pageMs = random.logBetween(3000, 120_000);
  return (context) => {
    const talk = new Dialogue({ ...context, durationMs: Math.min(context.durationMs, 400_000) });
    const { agenda, random: draw } = talk;
    const isShort = draw.chance(0.5);
    const fetch = (left: number): void => {
      const request = `GET /${draw.text(draw.integer(1, 40))} HTTP/1.1\r\nHost: ${context.host}\r\n${browserHeaders(draw)}${draw.chance(0.6) ? `Cookie: ${draw.text(draw.integer(20, 700))}\r\n` : ''}\r\n`;
      talk.send(request);
      agenda.at(talk.answerTime(draw.logNormal(40, 1)), () => {
        const size = Math.min(400_000, Math.round(draw.logNormal(9000, 1.4)));
        talk.receive(`HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html\r\nContent-Length: ${size}\r\n\r\n`);
        talk.receive(size);
        if (left > 0) agenda.after(draw.logNormal(30, 1), () => fetch(left - 1));
        else if (isShort)
          agenda.after(draw.pick([50, 5000, 15_000, 65_000]), () =>
            talk.stop(draw.chance(0.6) ? 'client-fin' : 'server-fin'),
          );
        else agenda.after(draw.exponential(pageMs), () => fetch(draw.integer(0, 10)));
      });
    };
    fetch(draw.integer(0, 12));
    return talk.play();
  };
};

/** One transfer in one direction: download, update, backup, mail attachment. */
export const makeTransfer: ModelMaker = (random) => {
  const isUpload = random.chance(0.3);
  return (context) => {
    const talk = new Dialogue({ ...context, durationMs: Math.min(context.durationMs, 180_000) });
    const { agenda, random: draw } = talk;
    const total = draw.logBetween(20_000, 6_000_000);
    const chunk = draw.pick([4096, 16_384, 65_536]);
    const paceMs = draw.logBetween(1, 400);
    let sent = 0;
    talk.ask(draw.integer(150, 900), isUpload ? 25 : 300, 30, () => {
      const next = (): void => {
        if (isUpload) talk.send(chunk);
        else talk.receive(chunk);
        sent += chunk;
        if (sent < total) {
          agenda.after(draw.about(paceMs, 0.3), next);
        } else {
          agenda.at(talk.answerTime(20), () => {
            talk.receive(draw.integer(60, 400));
            agenda.after(draw.logBetween(1, 5000), () => talk.stop('client-fin'));
          });
        }
      };
      next();
    });
    return talk.play();
  };
};
