/** Mining in a web page: Coinhive and those that kept its messages, and webminerpool. Runs inside a WebSocket. */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';
import { drawJobRhythm, drawJobTimes } from './share-process';

export const makeCoinhive: ModelMaker = (random) => {
  const siteKey = random.text(32, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
  const kind = random.pickWeighted([
    ['anonymous', 65],
    ['user', 20],
    ['token', 15],
  ] as const);
  const version = random.chance(0.6) ? `,"version":${random.integer(4, 8)}` : '';
  const hasAlgorithm = random.chance(0.4);
  const hashesPerShare = random.pick([256, 256, 512, 1024, 2048]);
  const rhythm = drawJobRhythm(random, 120_000, [10_000, 90_000], 0.55);
  // A browser does 5 to 90 hashes a second, less with a throttle.
  const hashRate = random.logBetween(5, 90) * (1 - random.pick([0, 0, 0.3, 0.5, 0.8]));
  const meanMs = (hashesPerShare / hashRate) * 1000;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let jobId = '';
    let hashes = 0;
    let isIn = false;
    const job = (): void => {
      jobId = context.random.text(15, '0123456789');
      const algorithm = hasAlgorithm ? ',"algo":"cn","variant":1' : '';
      talk.receive(
        `{"type":"job","params":{"job_id":"${jobId}","blob":"0707${context.random.hex(148)}","target":"${context.random.hex(4)}ff00"${algorithm}}}`,
      );
    };
    const userName = kind === 'user' ? `"${context.random.text(8)}"` : 'null';
    agenda.after(context.random.logNormal(30, 1), () =>
      talk.ask(
        `{"type":"auth","params":{${version.slice(1)}${version === '' ? '' : ','}"site_key":"${siteKey}","type":"${kind}","user":${userName},"goal":0}}`,
        `{"type":"authed","params":{"token":"${kind === 'token' ? context.random.text(20) : ''}","hashes":0}}`,
        5,
        () => {
          isIn = true;
          job();
        },
      ),
    );
    for (const time of drawJobTimes(context.random, rhythm, context.durationMs)) {
      agenda.at(time.atMs + 500, () => {
        if (isIn) job();
      });
    }
    agenda.every(
      () => context.random.exponential(meanMs),
      () => {
        if (!isIn) return;
        hashes += hashesPerShare;
        talk.ask(
          `{"type":"submit","params":{"version":7,"job_id":"${jobId}","nonce":"${context.random.hex(8)}","result":"${context.random.hex(64)}"}}`,
          `{"type":"hash_accepted","params":{"hashes":${hashes}}}`,
          context.random.logNormal(5, 1),
        );
      },
    );
    return talk.play();
  };
};

/** webminerpool: `identifier` messages; the pool is asked for by name. */
export const makeWebMinerPool: ModelMaker = (random) => {
  const wallet = `4${random.base58(94)}`;
  const pool = random
    .pick(['moneroocean.stream', 'supportxmr.com', 'minexmr.com', 'xmrpool.eu'])
    .replace(/\.\w+$/, '.example');
  const rhythm = drawJobRhythm(random, 120_000, [10_000, 90_000], 0.5);
  const meanMs = random.logBetween(4000, 120_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let jobId = '';
    let isIn = false;
    const job = (): void => {
      jobId = context.random.text(15, '0123456789');
      isIn = true;
      talk.receive(
        `{"identifier":"job","job_id":"${jobId}","algo":"cn","variant":1,"height":0,"blob":"0707${context.random.hex(148)}","target":"${context.random.hex(4)}ff00"}`,
      );
    };
    agenda.after(20, () => {
      talk.send(
        `{"identifier":"handshake","pool":"${pool}","rightalgo":"cn/1","login":"${wallet}","password":"","userid":"","version":7,"intensity":50}`,
      );
      agenda.at(talk.answerTime(context.random.logNormal(150, 0.8)), job);
    });
    for (const time of drawJobTimes(context.random, rhythm, context.durationMs)) {
      agenda.at(time.atMs + 1000, () => {
        if (isIn) job();
      });
    }
    agenda.every(
      () => context.random.exponential(meanMs),
      () => {
        if (!isIn) return;
        const submit = `{"identifier":"solved","job_id":"${jobId}","nonce":"${context.random.hex(8)}","result":"${context.random.hex(64)}"}`;
        talk.ask(submit, '{"identifier":"hashsolved"}', context.random.logNormal(80, 0.8));
      },
    );
    return talk.play();
  };
};
