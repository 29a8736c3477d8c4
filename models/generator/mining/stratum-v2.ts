/**
 * Stratum V2: Noise NX handshake, then encrypted frames (specification 3.2, 4 and 5). A frame is its header of 6 bytes and its
 * payload, each with a tag of 16 bytes.
 */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';
import { drawJobRhythm, drawJobTimes, drawShareRate } from './share-process';

function frame(payloadBytes: number): number {
  return 6 + 16 + payloadBytes + 16;
}

export const makeStratumV2: ModelMaker = (random) => {
  const isElligator = random.chance(0.7);
  const isExtended = random.chance(0.5);
  const userBytes = random.integer(8, 60);
  const deviceBytes = random.integer(20, 90);
  const branches = random.integer(0, 13);
  const coinbaseBytes = random.integer(150, 420);
  const rate = drawShareRate(random);
  const rhythm = drawJobRhythm(random, 600_000, [15_000, 90_000], 0.95);
  const acksInBatches = random.chance(0.5) ? random.integer(2, 12) : 1;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let isIn = false;
    let unacknowledged = 0;
    const job = (isNewBlock: boolean): void => {
      const bytes = isExtended ? 14 + 1 + 32 * branches + 4 + coinbaseBytes : 4 + 4 + (isNewBlock ? 1 : 5) + 4 + 32;
      talk.receive(frame(bytes));
      if (isNewBlock) agenda.after(random.logBetween(0.1, 100), () => talk.receive(frame(48)));
    };
    const open = (): void =>
      talk.ask(
        frame(4 + 1 + userBytes + 4 + 32 + (isExtended ? 2 : 0)),
        frame(isExtended ? 53 : 50),
        context.random.logNormal(5, 0.8),
        () => {
          isIn = true;
          job(true);
        },
      );
    const setUp = (): void =>
      talk.ask(frame(17 + context.host.length + deviceBytes), frame(6), context.random.logNormal(3, 0.8), open);
    talk.ask(isElligator ? 64 : 32, isElligator ? 234 : 170, context.random.logNormal(2, 0.6), setUp);
    for (const time of drawJobTimes(context.random, rhythm, context.durationMs)) {
      agenda.at(time.atMs + 3 * context.roundTripMs, () => {
        if (isIn) job(time.isNewBlock);
      });
    }
    let meanMs = rate.firstMeanMs;
    agenda.every(
      () => context.random.exponential(meanMs),
      () => {
        if (!isIn) return;
        talk.send(frame(isExtended ? 24 + 1 + 8 : 24));
        if (++unacknowledged >= acksInBatches) {
          unacknowledged = 0;
          agenda.at(talk.answerTime(context.random.logNormal(3, 1)), () => talk.receive(frame(20)));
        }
      },
    );
    if (rate.retargetMs !== null) {
      const { retargetMs } = rate;
      agenda.every(
        () => context.random.about(retargetMs, 0.15),
        () => {
          meanMs = rate.targetMeanMs * context.random.logBetween(0.8, 1.25);
          if (isIn) talk.receive(frame(36));
        },
      );
    }
    return talk.play();
  };
};
