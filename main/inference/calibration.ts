/** How a model's log-odds become a log likelihood ratio against all connections, in nats. Fitted on sources not trained on. */
export interface Calibration {
  readonly slope: number;
  /** Includes what it means that a connection lasts long enough to be judged at all: few that do not mine do. */
  readonly intercept: number;
  /** What it means beyond that to last five minutes, in nats. */
  readonly lasting: number;
}

/** The weight of lasting grows with the logarithm of the time between these, seconds. */
const lastsFrom = 8;
export const lastsTo = 300;

/** Log likelihood ratio of mining, in nats; `seconds` since the connection's first packet. */
export function toLikelihoodRatio({ slope, intercept, lasting }: Calibration, logit: number, seconds: number): number {
  const lasts = Math.log(Math.min(Math.max(seconds, lastsFrom), lastsTo) / lastsFrom) / Math.log(lastsTo / lastsFrom);
  return slope * logit + intercept + lasting * lasts;
}
