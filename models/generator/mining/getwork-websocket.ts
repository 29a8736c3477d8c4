/** Nodes that push work over a WebSocket and take blocks: Dero (deroproject/derohe) and Xelis (xelis-project/xelis-blockchain). */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';
import { drawJobRhythm, drawJobTimes, drawShareRate } from './share-process';

/**
 * Dero: work twice a second and with each small block; whether a share was good stands in the next work. A pool or a node that
 * is asked to sends less often.
 */
const makeDeroGetwork: ModelMaker = (random) => {
  const everyMs = random.pickWeighted([
    [500, 70],
    [random.logBetween(250, 4000), 30],
  ]);
  const smallBlockMs = random.pick([1800, 2000, 18_000]);
  const meanMs = random.logBetween(5000, 3_600_000);
  const tips = random.pick([64, 64, 128]);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const difficulty = draw.integer(5_000_000, 99_999_999);
    const height = draw.integer(100_000, 4_000_000);
    let found = 0;
    let jobId = '';
    const job = (): void => {
      jobId = `${1_690_000_000_000 + Math.round(agenda.now)}.0.notified`;
      talk.receive(
        `{"jobid":"${jobId}","blockhashing_blob":"${draw.hex(96)}","difficulty":"${difficulty}","difficultyuint64":${difficulty},` +
          `"height":${height},"prev_hash":"${draw.hex(tips)}","epochmilli":0,"blocks":0,"miniblocks":${found},"rejected":0,"lasterror":"","status":""}\n`,
      );
    };
    // The clock begins anew with each small block.
    let round = 0;
    const follow = (): void => {
      const mine = ++round;
      job();
      const again = (): void => {
        agenda.after(draw.about(everyMs, 0.01) + draw.between(0, 10), () => {
          if (mine !== round) return;
          job();
          again();
        });
      };
      again();
    };
    agenda.after(talk.roundTripMs + draw.between(0, everyMs), () => {
      follow();
      agenda.every(() => draw.exponential(smallBlockMs), follow);
      agenda.every(
        () => draw.exponential(meanMs),
        () => {
          talk.send(`{"jobid":"${jobId}","mbl_blob":"${draw.hex(96)}"}`);
          found++;
        },
      );
    });
    return talk.play();
  };
};

/** Xelis: work with each block, and when transactions came in; a found block is answered. */
const makeXelisGetwork: ModelMaker = (random) => {
  const algorithm = random.pick(['xel/v1', 'xel/v2', 'xel/v3']);
  const rhythm = drawJobRhythm(random, random.pick([5000, 15_000]), [1000, 60_000], 0.4);
  const { targetMeanMs } = drawShareRate(random);
  const verdict = random.pick(['"block_accepted"', '{"block_accepted":null}']);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    let height = draw.integer(100_000, 4_000_000);
    const difficulty = draw.integer(1_000_000_000, 99_999_999_999);
    const job = (): void =>
      talk.receive(
        `{"new_job":{"algorithm":"${algorithm}","miner_work":"${draw.hex(224)}","height":${height},"topoheight":${height + 812},"difficulty":"${difficulty}"}}`,
      );
    agenda.after(talk.roundTripMs + draw.logNormal(5, 1), job);
    for (const { atMs, isNewBlock } of drawJobTimes(draw, rhythm, context.durationMs))
      agenda.at(atMs + 2 * context.roundTripMs + 50, () => {
        if (isNewBlock) height++;
        job();
      });
    agenda.every(
      () => draw.exponential(targetMeanMs),
      () => talk.ask(`{"miner_work":"${draw.hex(224)}"}`, verdict, draw.logNormal(20, 1)),
    );
    return talk.play();
  };
};

export const makeGetworkWebSocket: ModelMaker = (random) =>
  random.chance(0.5) ? makeDeroGetwork(random) : makeXelisGetwork(random);
