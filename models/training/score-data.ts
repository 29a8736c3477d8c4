/** Scores a data set with a model and says how well it separates, connection by connection. */
import type { Predictor } from '../../main/inference/predictor';
import { priorLogOdds, thresholds, weighModel } from '../../main/verdict/judge';
import { toLikelihoodRatio, type Calibration } from '../../main/inference/calibration';
import { calibrate, type ScoredCase } from './calibrate';
import type { DataSet } from './collect-samples';
import { weighSamples } from './weigh-samples';

/** Logits of all samples; NaN for those not scored. */
export function scoreSamples(dataSet: DataSet, model: Predictor, into: Float64Array, fold: ReadonlySet<number>): void {
  dataSet.samples.forEach((sample, at) => {
    if (fold.has(sample.connection)) into[at] = model.logit(sample.features);
  });
}

/** Replaces each packet's logit by the mean over its connection so far, as the product does. */
export function averageOverConnections(dataSet: DataSet, logits: Float64Array): void {
  const sums = new Map<number, { sum: number; count: number }>();
  dataSet.samples.forEach(({ connection }, at) => {
    if (Number.isNaN(logits[at])) return;
    const running = sums.get(connection) ?? { sum: 0, count: 0 };
    running.sum += logits[at];
    running.count++;
    sums.set(connection, running);
    logits[at] = running.sum / running.count;
  });
}

/**
 * Fits the calibration on held-out logits, weighed as the training rows are: by class, origin, source and connection. The
 * ratio is against all connections, not only those that last long enough to be judged: that a connection lasts so long, or
 * five minutes, speaks for mining too, by the share of recorded others that do. Miners are taken to last. Disguised traffic is
 * left out: it is rarer than any share of it in training.
 */
export function calibrateOn(dataSet: DataSet, logits: Float64Array): Calibration {
  const { weights } = weighSamples(dataSet, () => true);
  const cases: ScoredCase[] = [];
  dataSet.samples.forEach(({ label, connection }, at) => {
    if (Number.isNaN(logits[at]) || dataSet.connections[connection].origin === 'disguised') return;
    cases.push({ logit: logits[at], label, weight: weights[at] });
  });
  const { slope, intercept } = calibrate(cases);
  return {
    slope,
    intercept: intercept + Math.log(dataSet.realOthers / dataSet.realOthersJudged),
    lasting: Math.log(dataSet.realOthersJudged / dataSet.realOthersLasting),
  };
}

/** Counts of one group of connections. */
export interface GroupScore {
  connections: number;
  mining: number;
  miningLong: number;
  found: number;
  foundLong: number;
  suspected: number;
  others: number;
  /** Not mining, called mining at the end, at any time, suspicious at the end. */
  falseAlarms: number;
  falseAlarmsEver: number;
  falseSuspicions: number;
}

/** Groups connections by `groupOf` and counts verdicts of the model alone. */
export function scoreConnections(
  dataSet: DataSet,
  logits: Float64Array,
  calibration: Calibration,
  groupOf: (connection: number) => string,
): Map<string, GroupScore> {
  const miningAt = Math.log(thresholds.mining / (1 - thresholds.mining)) - priorLogOdds;
  const suspiciousAt = Math.log(thresholds.suspicious / (1 - thresholds.suspicious)) - priorLogOdds;
  const ratios = new Map<number, number>();
  const last = new Map<number, number>();
  const highest = new Map<number, number>();
  dataSet.samples.forEach(({ connection, seconds }, at) => {
    if (Number.isNaN(logits[at])) return;
    const ratio = toLikelihoodRatio(calibration, logits[at], seconds);
    const weight = weighModel(ratio, ratios.get(connection) ?? null);
    ratios.set(connection, ratio);
    last.set(connection, weight);
    highest.set(connection, Math.max(weight, highest.get(connection) ?? -Infinity));
  });
  const groups = new Map<string, GroupScore>();
  for (const [connection, weight] of last) {
    const { label, seconds } = dataSet.connections[connection];
    const name = groupOf(connection);
    const group = groups.get(name) ?? emptyScore();
    groups.set(name, group);
    group.connections++;
    if (label === 1) {
      const isLong = seconds >= 60;
      group.mining++;
      if (isLong) group.miningLong++;
      if (weight >= miningAt) group.found++;
      if (weight >= miningAt && isLong) group.foundLong++;
      if (weight >= suspiciousAt) group.suspected++;
    } else {
      group.others++;
      if (weight >= miningAt) group.falseAlarms++;
      else if (weight >= suspiciousAt) group.falseSuspicions++;
      if ((highest.get(connection) ?? 0) >= miningAt) group.falseAlarmsEver++;
    }
  }
  return groups;
}

function emptyScore(): GroupScore {
  return {
    connections: 0,
    mining: 0,
    miningLong: 0,
    found: 0,
    foundLong: 0,
    suspected: 0,
    others: 0,
    falseAlarms: 0,
    falseAlarmsEver: 0,
    falseSuspicions: 0,
  };
}
