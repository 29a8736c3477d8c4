/** How far stated probabilities can be believed, and how well evidence separates, from binned evidence. */
import { evidenceBin, type Tally } from './tally';

/** Where the two classes are thought to weigh `prior` and 1 - `prior`, whatever their numbers. */
export interface Reliability {
  readonly prior: number;
  /** Expected calibration error: mean distance of stated and true share over 15 bins of equal width. */
  readonly ece: number;
  /** Mean square distance of the stated probability from what is. */
  readonly brier: number;
  /** The Brier score of always stating the prior. */
  readonly brierOfPrior: number;
  /** Bins of equal width in log-odds that hold anything: what was stated, what is true, and how many connections. */
  readonly curve: readonly { readonly stated: number; readonly actual: number; readonly connections: number }[];
}

const eceBins = 15;
/** Width of the curve's bins, nats. */
const curveBin = 1;

/** Null where a class is empty. */
export function reliabilityOf(tally: Tally, prior: number): Reliability | null {
  const mining = entriesOf(tally.sessionEvidence);
  const others = entriesOf(tally.otherEvidence);
  if (mining.length === 0 || others.length === 0) return null;
  const ece = new Bins((_, stated) => Math.min(eceBins - 1, Math.floor(stated * eceBins)));
  const curve = new Bins((evidence) => Math.round(evidence / curveBin));
  const priorLogOdds = Math.log(prior / (1 - prior));
  let brier = 0;
  for (const [truth, entries, share] of [
    [1, mining, prior],
    [0, others, 1 - prior],
  ] as const) {
    const total = entries.reduce((sum, [, connections]) => sum + connections, 0);
    for (const [evidence, connections] of entries) {
      const stated = 1 / (1 + Math.exp(-(priorLogOdds + evidence)));
      const weight = (share * connections) / total;
      brier += weight * (stated - truth) ** 2;
      ece.add(evidence, stated, truth, weight, connections);
      curve.add(evidence, stated, truth, weight, connections);
    }
  }
  return { prior, ece: ece.error(), brier, brierOfPrior: prior * (1 - prior), curve: curve.points() };
}

/** One point of the curve: share of sessions found and of others called mining from this evidence on, unscored ones included. */
export interface RocPoint {
  readonly evidence: number;
  readonly recall: number;
  readonly falseAlarms: number;
}

/** From the strictest to the laxest threshold. */
export function rocOf(tally: Tally): RocPoint[] {
  if (tally.sessions === 0 || tally.others === 0) return [];
  const bins = new Set([...Object.keys(tally.sessionEvidence), ...Object.keys(tally.otherEvidence)].map(Number));
  let found = 0;
  let alarms = 0;
  return [...bins]
    .sort((one, other) => other - one)
    .map((bin) => {
      found += tally.sessionEvidence[bin] ?? 0;
      alarms += tally.otherEvidence[bin] ?? 0;
      return { evidence: bin * evidenceBin, recall: found / tally.sessions, falseAlarms: alarms / tally.others };
    });
}

/** Weighted means per bin. */
class Bins {
  private readonly sums = new Map<number, { weight: number; stated: number; truth: number; connections: number }>();

  constructor(private readonly binOf: (evidence: number, stated: number) => number) {}

  add(evidence: number, stated: number, truth: number, weight: number, connections: number): void {
    const bin = this.binOf(evidence, stated);
    const sum = this.sums.get(bin) ?? { weight: 0, stated: 0, truth: 0, connections: 0 };
    sum.weight += weight;
    sum.stated += weight * stated;
    sum.truth += weight * truth;
    sum.connections += connections;
    this.sums.set(bin, sum);
  }

  error(): number {
    return [...this.sums.values()].reduce((error, { stated, truth }) => error + Math.abs(stated - truth), 0);
  }

  points(): { stated: number; actual: number; connections: number }[] {
    return [...this.sums]
      .sort(([one], [other]) => one - other)
      .map(([, { weight, stated, truth, connections }]) => ({
        stated: stated / weight,
        actual: truth / weight,
        connections,
      }));
  }
}

/** In order, so that sums are the same to the last bit whoever counted first. */
function entriesOf(bins: Readonly<Record<string, number>>): [evidence: number, connections: number][] {
  return Object.entries(bins)
    .map(([bin, connections]): [number, number] => [Number(bin) * evidenceBin, connections])
    .sort(([one], [other]) => one - other);
}
