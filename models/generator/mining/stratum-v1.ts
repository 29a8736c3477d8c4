/** Stratum as cgminer, bfgminer, ASIC firmware, ccminer and cpuminer speak it, against pools that work. */
import { Dialogue } from '../dialogue';
import type { ModelContext, ModelMaker } from '../model';
import { drawJobRhythm, drawJobTimes, drawShareRate, type JobRhythm, type ShareRate } from './share-process';
import {
  callText,
  configuredText,
  configureText,
  difficultyText,
  drawStratumStyle,
  notifyText,
  replyText,
  submitText,
  subscribeText,
  subscriptionText,
  type StratumStyle,
} from './stratum-v1-style';

/** A pool that works: jobs and shares. */
export const makeStratumV1: ModelMaker = (random) => {
  const style = drawStratumStyle(random);
  const rate = drawShareRate(random);
  const blockMs = random.pick([600_000, 600_000, 150_000, 60_000, 60_000, 75_000]);
  const rhythm = drawJobRhythm(random, blockMs, [5000, 90_000], 0.88);
  return (context) => new StratumSession(context, style, rhythm, rate).play();
};

/**
 * Jobs and never a share: a slow device, an algorithm the miner has no hardware for, or cgminer trying pool after pool. The
 * miner stays for a while and leaves.
 */
export const makeStratumV1Idle: ModelMaker = (random) => {
  const style = drawStratumStyle(random);
  const blockMs = random.pick([600_000, 150_000, 60_000, 30_000]);
  const rhythm = drawJobRhythm(random, blockMs, [3000, 60_000], 0.8);
  const stayMs = random.pickWeighted([
    [random.between(9_000, 40_000), 55],
    [random.between(40_000, 120_000), 20],
    [random.logBetween(120_000, 3_600_000), 25],
  ]);
  return (context) => {
    const durationMs = Math.min(context.durationMs, context.random.about(stayMs, 0.1));
    const talk = new StratumSession({ ...context, durationMs }, style, rhythm, null).play();
    talk.ending = context.random.pick(['client-reset', 'client-fin', 'open'] as const);
    return talk;
  };
};

/** One connection; without a rate the miner never finds anything. */
class StratumSession extends Dialogue {
  private id: number;
  private jobId = '';
  private jobs = 0;
  private isIn = false;
  private difficulty: number;
  private lastSaidMs = 0;

  constructor(
    context: ModelContext,
    private readonly style: StratumStyle,
    rhythm: JobRhythm,
    rate: ShareRate | null,
  ) {
    super(context);
    const { random, agenda } = this;
    this.id = random.pick([0, 1]);
    this.difficulty = random.pick([1, 16, 64, 512, 1024, 8192, 65536, 0.02]);
    if (style.hasConfigure) {
      const id = this.id++;
      this.ask(configureText(style, id), configuredText(style, id), 4, () => this.subscribe());
    } else {
      this.subscribe();
    }
    for (const { atMs, isNewBlock } of drawJobTimes(random, rhythm, agenda.endMs)) {
      agenda.at(atMs + context.roundTripMs * 3, () => {
        if (this.isIn) this.pushWork(isNewBlock);
      });
    }
    if (rate !== null) this.findShares(rate);
    if (style.keepAliveMs !== null) this.keepAlive(style.keepAliveMs);
  }

  private subscribe(): void {
    const { random, style } = this;
    const id = this.id++;
    const session = style.resumes ? random.hex(16) : null;
    const isEager = style.opening === 'eager';
    const work = isEager ? difficultyText(style, this.difficulty) + this.nextWork(true) : '';
    const answer = subscriptionText(random, style, id) + work;
    this.ask(subscribeText(style, id, session), answer, this.drawThinkMs(), () => {
      this.isIn = isEager;
      if (!style.isPipelined) this.authorize();
    });
    if (style.isPipelined) this.authorize();
  }

  private authorize(): void {
    const { style, agenda } = this;
    this.lastSaidMs = agenda.now;
    const id = this.id++;
    this.send(callText(style, id, 'authorize', `"${style.worker}","${style.password}"`));
    if (style.hasExtranonce) this.send(callText(style, this.id++, 'extranonce.subscribe', ''));
    if (style.suggestsDifficulty) this.suggestDifficulty();
    agenda.at(this.answerTime(this.drawThinkMs()), () => this.begin(replyText(style, id, true)));
  }

  /** The pool answers to authorize and hands out the first work, each in its own order. */
  private begin(answer: string): void {
    const { random, style, agenda } = this;
    const isFirst = !this.isIn;
    this.isIn = true;
    if (!isFirst) {
      this.receive(answer);
    } else if (style.opening === 'early') {
      const difficulty = difficultyText(style, this.difficulty);
      this.receive(style.joinsDifficulty ? difficulty + this.nextWork(true) : difficulty);
      if (!style.joinsDifficulty) this.receive(this.nextWork(true));
      agenda.after(random.pick([0.1, 20, 150]) * random.between(0.5, 1.5), () => this.receive(answer));
    } else if (style.opening === 'joined') {
      this.receive(answer + difficultyText(style, this.difficulty) + this.nextWork(true));
    } else {
      this.receive(answer);
      agenda.after(random.pick([0.2, 30, 1000, 4000]) * random.between(0.5, 1.5), () => {
        if (style.joinsDifficulty) this.receive(difficultyText(style, this.difficulty));
        this.pushWork(true);
      });
    }
  }

  private suggestDifficulty(): void {
    const { style, agenda } = this;
    const id = this.id++;
    this.send(callText(style, id, 'suggest_difficulty', `${this.difficulty}`));
    if (style.suggestionAnswer === 'nothing') return;
    const reply = style.suggestionAnswer === 'difficulty' ? '' : replyText(style, id, true);
    const difficulty = style.suggestionAnswer === 'reply' ? '' : difficultyText(style, this.difficulty);
    agenda.at(this.answerTime(this.drawThinkMs()), () => this.receive(reply + difficulty));
  }

  private keepAlive(silenceMs: number): void {
    const { random, agenda } = this;
    if (this.isIn && agenda.now - this.lastSaidMs >= silenceMs) {
      this.suggestDifficulty();
      this.lastSaidMs = agenda.now;
    }
    const dueMs = this.lastSaidMs + silenceMs + random.between(0, 500);
    agenda.after(Math.max(500, dueMs - agenda.now), () => this.keepAlive(silenceMs));
  }

  private drawThinkMs(): number {
    return this.random.logNormal(this.style.thinkMs, 0.5);
  }

  private nextWork(isClean: boolean): string {
    const { random, style } = this;
    const digits = style.jobIdDigits;
    this.jobId = digits <= 4 ? (++this.jobs).toString(16).padStart(digits, '0') : random.hex(digits);
    return notifyText(random, style, this.jobId, isClean);
  }

  private pushWork(isClean: boolean): void {
    this.receive(this.nextWork(isClean));
    if (!this.style.asksTransactions) return;
    const request = `{"id": "txlist${this.jobId}", "method": "mining.get_transactions", "params": ["${this.jobId}"]}\n`;
    const reply = `{"error": [-3, "Method 'get_transactions' not found for service 'mining.get_transactions'", null]}\n`;
    this.ask(request, reply, 2);
  }

  private findShares(rate: ShareRate): void {
    const { random, style, agenda } = this;
    let meanMs = rate.firstMeanMs * random.logBetween(0.7, 1.4);
    agenda.every(
      () => random.exponential(meanMs),
      () => {
        if (!this.isIn || this.jobId === '') return;
        this.lastSaidMs = agenda.now;
        const id = this.id++;
        const reply = replyText(style, id, random.chance(0.99));
        this.ask(submitText(random, style, id, this.jobId), reply, this.drawThinkMs());
      },
    );
    if (rate.retargetMs === null) return;
    const { retargetMs } = rate;
    agenda.every(
      () => random.about(retargetMs, 0.15),
      () => {
        const next = rate.targetMeanMs * random.logBetween(0.8, 1.25);
        if (!this.isIn || Math.abs(Math.log(next / meanMs)) < 0.2) return;
        this.difficulty = Math.max(1, Math.round((this.difficulty * next) / meanMs));
        meanMs = next;
        const difficulty = difficultyText(style, this.difficulty);
        this.receive(style.joinsDifficulty ? difficulty + this.nextWork(false) : difficulty);
      },
    );
  }
}
