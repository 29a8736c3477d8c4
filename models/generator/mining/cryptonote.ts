/** XMRig, xmr-stak, their kin and proxies, against CryptoNote pools (xmrig-proxy doc/STRATUM.md). */
import { Dialogue } from '../dialogue';
import type { Model, ModelMaker } from '../model';
import type { Random } from '../random';
import {
  drawCryptonoteStyle,
  drawMinerFamily,
  jobMessage,
  jobText,
  loginResult,
  loginText,
  shareReply,
  submitText,
  type CryptonoteStyle,
  type MinerFamily,
} from './cryptonote-style';
import { drawJobRhythm, drawJobTimes, drawShareRate, type JobRhythm, type ShareRate } from './share-process';

const blockMs = 120_000;

/** Settings that are drawn unless given. */
export interface CryptonoteWishes {
  readonly family?: MinerFamily;
  readonly rate?: ShareRate;
  readonly rhythm?: JobRhythm;
}

/** One pool with one kind of miner. */
export function makeCryptonote(random: Random, wishes: CryptonoteWishes = {}): Model {
  const style = drawCryptonoteStyle(random, wishes.family ?? drawMinerFamily(random));
  const rate = wishes.rate ?? drawShareRate(random);
  const rhythm = wishes.rhythm ?? drawJobRhythm(random, blockMs * random.logBetween(0.4, 1.5), [8000, 120_000], 0.65);
  const rejectRate = random.chance(0.3) ? random.between(0, 0.05) : 0;
  const pingMs = random.pick([60_000, 60_000, 60_000, 30_000, 120_000]);
  const thinkMs = random.logBetween(1, 200);
  const hasOneSession = random.chance(0.5);
  return (context) => {
    const { random: draw, durationMs, roundTripMs } = context;
    const sessionId = hasOneSession ? style.sessionId : draw.hex(style.sessionId.length);
    const session: CryptonoteStyle = { ...style, sessionId };
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let requestId = 1;
    let jobId = '';
    let isIn = false;
    let height = draw.integer(1_500_000, 3_300_000);
    let seedHash = draw.hex(64);
    let lastHeardMs = 0;
    const heard = (): void => {
      lastHeardMs = agenda.now;
    };
    const job = (isNewBlock: boolean): string => {
      jobId = draw.text(style.jobIdDigits, '0123456789abcdef');
      if (isNewBlock) height++;
      if (height % 2048 === 64) seedHash = draw.hex(64);
      return jobText(draw, session, jobId, height, seedHash);
    };
    const pushJob = (isNewBlock: boolean): void => {
      if (!isIn) return;
      talk.receive(jobMessage(session, job(isNewBlock)));
      heard();
    };

    talk.ask(loginText(session), loginResult(session, job(false)), draw.logNormal(thinkMs * 2, 0.6), () => {
      isIn = true;
      heard();
    });
    for (const { atMs, isNewBlock } of drawJobTimes(draw, rhythm, durationMs)) {
      agenda.at(atMs + roundTripMs * 2, () => pushJob(isNewBlock));
    }
    let meanMs = rate.firstMeanMs * draw.logBetween(0.7, 1.4);
    agenda.every(
      () => draw.exponential(meanMs),
      () => {
        if (!isIn) return;
        const id = ++requestId;
        const errors = ['Low difficulty share', 'Block expired', 'Duplicate share'];
        const error = draw.chance(rejectRate) ? draw.pick(errors) : null;
        talk.ask(
          submitText(draw, session, id, jobId),
          shareReply(style, id, error),
          draw.logNormal(thinkMs, 0.6),
          heard,
        );
      },
    );
    if (rate.retargetMs !== null) {
      const { retargetMs } = rate;
      agenda.every(
        () => draw.about(retargetMs, 0.15),
        () => {
          const next = rate.targetMeanMs * draw.logBetween(0.8, 1.25);
          if (Math.abs(Math.log(next / meanMs)) > 0.15) pushJob(false);
          meanMs = next;
        },
      );
    }
    const ping = (): void => {
      const dueMs = lastHeardMs + pingMs;
      if (agenda.now < dueMs || !isIn) {
        agenda.at(Math.max(dueMs, agenda.now) + draw.between(1, 1000), ping);
        return;
      }
      const id = ++requestId;
      talk.ask(
        `{"id":${id},"jsonrpc":"2.0","method":"keepalived","params":{"id":"${sessionId}"}}\n`,
        `{"id":${id},"jsonrpc":"2.0","error":null,"result":{"status":"KEEPALIVED"}}\n`,
        2,
        () => {
          heard();
          agenda.after(pingMs, ping);
        },
      );
    };
    // XMRig speaks up when it has heard nothing for a while.
    if (style.hasKeepAlive) agenda.after(pingMs, ping);
    return talk.play();
  };
}

/** A pool that does not like the wallet. */
export const makeCryptonoteRefused: ModelMaker = (random) => {
  const style = drawCryptonoteStyle(random, drawMinerFamily(random));
  const reason = random.pick([
    'Invalid payment address provided',
    'Unauthenticated',
    'IP address banned',
    'algo not supported',
  ]);
  return (context) => {
    const talk = new Dialogue(context);
    const leave = (): void => talk.stop(context.random.pick(['server-fin', 'client-fin'] as const));
    talk.ask(loginText(style), shareReply(style, 1, reason), 5, () =>
      talk.agenda.after(context.random.pick([0.2, 20, 5000]), leave),
    );
    return talk.play();
  };
};
