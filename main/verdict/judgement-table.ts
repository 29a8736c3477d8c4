/** The running judgement of every connection in the table: weights, verdict, and when it was first what. */
import type { Moment, Verdict } from '../../shared/connection';
import { growColumn } from '../flow/grow-column';
import { priorLogOdds, riskOf, thresholds, verdictOf, weighModel, type Opinion } from './judge';

const momentFlagged = 0;
const momentEvidence = 1;
const momentModel = 2;

/** Columns indexed by connection. Log-odds of the model are NaN until it has spoken. */
export class JudgementTable {
  private modelWeights = new Float64Array(0);
  /** What the model said last, before it was weighed. */
  private lastOpinions = new Float64Array(0);
  private dialectWeights = new Float64Array(0);
  private nameWeights = new Float64Array(0);
  private seriesWeights = new Float64Array(0);
  private ownerWeights = new Float64Array(0);
  private verdicts: Verdict[] = [];
  /** Three moments per connection: milliseconds (NaN if never) and packets. */
  private momentMs = new Float64Array(0);
  private momentPackets = new Uint32Array(0);
  private flaggedByModel = new Uint8Array(0);

  /** Starts a connection; columns grow to `length`. */
  begin(connection: number, length: number): void {
    if (length > this.modelWeights.length) this.grow(length);
    this.modelWeights[connection] = Number.NaN;
    this.lastOpinions[connection] = Number.NaN;
    this.dialectWeights[connection] = 0;
    this.nameWeights[connection] = 0;
    this.seriesWeights[connection] = 0;
    this.ownerWeights[connection] = 0;
    this.verdicts[connection] = 'undecided';
    this.momentMs.fill(Number.NaN, connection * 3, connection * 3 + 3);
  }

  /** The model's log likelihood ratio, nats. */
  hearModel(connection: number, ratio: number): void {
    const before = this.lastOpinions[connection];
    this.modelWeights[connection] = weighModel(ratio, Number.isNaN(before) ? null : before);
    this.lastOpinions[connection] = ratio;
  }

  /** For what no model judges. */
  setModelWeight(connection: number, weight: number): void {
    this.modelWeights[connection] = weight;
  }

  setDialectWeight(connection: number, weight: number): void {
    this.dialectWeights[connection] = weight;
  }

  setNameWeight(connection: number, weight: number): void {
    this.nameWeights[connection] = weight;
  }

  setSeriesWeight(connection: number, weight: number): void {
    this.seriesWeights[connection] = weight;
  }

  setOwnerWeight(connection: number, weight: number): void {
    this.ownerWeights[connection] = weight;
  }

  nameWeight(connection: number): number {
    return this.nameWeights[connection];
  }

  opinion(connection: number): Opinion {
    const modelWeight = this.modelWeights[connection];
    return {
      modelWeight: Number.isNaN(modelWeight) ? null : modelWeight,
      dialectWeight: this.dialectWeights[connection],
      nameWeight: this.nameWeights[connection],
      seriesWeight: this.seriesWeights[connection],
      ownerWeight: this.ownerWeights[connection],
    };
  }

  risk(connection: number): number {
    return riskOf(this.opinion(connection));
  }

  verdict(connection: number): Verdict {
    return this.verdicts[connection];
  }

  /**
   * Judges a connection anew at a moment of its life; true when it became `mining` for the first time.
   * `isOver`: nothing more can come, so that too little seen means clear.
   */
  judge(connection: number, afterMs: number, afterPackets: number, isOver: boolean): boolean {
    const opinion = this.opinion(connection);
    let verdict = verdictOf(opinion);
    if (verdict === 'undecided' && isOver) verdict = 'clear';
    this.verdicts[connection] = verdict;
    const isEvident = opinion.dialectWeight > 0;
    if (isEvident) this.note(connection, momentEvidence, afterMs, afterPackets);
    const modelRiskLogOdds = priorLogOdds + (opinion.modelWeight ?? -Infinity);
    if (modelRiskLogOdds >= miningLogOdds) this.note(connection, momentModel, afterMs, afterPackets);
    if (verdict !== 'mining' || !Number.isNaN(this.momentMs[connection * 3])) return false;
    this.note(connection, momentFlagged, afterMs, afterPackets);
    this.flaggedByModel[connection] = isEvident || modelRiskLogOdds < miningLogOdds ? 0 : 1;
    return true;
  }

  firstFlagged(connection: number): (Moment & { by: 'model' | 'evidence' }) | null {
    const moment = this.moment(connection, momentFlagged);
    return moment && { ...moment, by: this.flaggedByModel[connection] === 1 ? 'model' : 'evidence' };
  }

  firstEvidence(connection: number): Moment | null {
    return this.moment(connection, momentEvidence);
  }

  firstByModel(connection: number): Moment | null {
    return this.moment(connection, momentModel);
  }

  private note(connection: number, which: number, afterMs: number, afterPackets: number): void {
    const at = connection * 3 + which;
    if (!Number.isNaN(this.momentMs[at])) return;
    this.momentMs[at] = afterMs;
    this.momentPackets[at] = afterPackets;
  }

  private moment(connection: number, which: number): Moment | null {
    const at = connection * 3 + which;
    if (Number.isNaN(this.momentMs[at])) return null;
    return { afterMs: this.momentMs[at], afterPackets: this.momentPackets[at] };
  }

  private grow(length: number): void {
    this.modelWeights = growColumn(this.modelWeights, length);
    this.lastOpinions = growColumn(this.lastOpinions, length);
    this.dialectWeights = growColumn(this.dialectWeights, length);
    this.nameWeights = growColumn(this.nameWeights, length);
    this.seriesWeights = growColumn(this.seriesWeights, length);
    this.ownerWeights = growColumn(this.ownerWeights, length);
    this.momentMs = growColumn(this.momentMs, length * 3);
    this.momentPackets = growColumn(this.momentPackets, length * 3);
    this.flaggedByModel = growColumn(this.flaggedByModel, length);
  }
}

const miningLogOdds = Math.log(thresholds.mining / (1 - thresholds.mining));
