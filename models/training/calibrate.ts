/** Turns a model's log-odds into a log likelihood ratio (Platt scaling with balanced classes). */

/** One held-out opinion. */
export interface ScoredCase {
  readonly logit: number;
  readonly label: 0 | 1;
  readonly weight: number;
}

/**
 * Fits slope and intercept by Newton's method on the weighted cross-entropy, each class weighing one half, so that the
 * result is the log likelihood ratio. Targets are softened as Platt does, so that separable cases stay finite.
 */
export function calibrate(cases: readonly ScoredCase[]): { slope: number; intercept: number } {
  const totals = [0, 0];
  const counts = [0, 0];
  for (const { label, weight } of cases) {
    totals[label] += weight;
    counts[label]++;
  }
  const targets = [1 / (counts[0] + 2), (counts[1] + 1) / (counts[1] + 2)];
  let slope = 1;
  let intercept = 0;
  for (let round = 0; round < 100; round++) {
    let g0 = 0;
    let g1 = 0;
    let h00 = 1e-9;
    let h01 = 0;
    let h11 = 1e-9;
    for (const { logit, label, weight } of cases) {
      const share = weight / totals[label] / 2;
      const p = 1 / (1 + Math.exp(-(slope * logit + intercept)));
      const error = share * (p - targets[label]);
      const curve = share * Math.max(p * (1 - p), 1e-9);
      g0 += error * logit;
      g1 += error;
      h00 += curve * logit * logit;
      h01 += curve * logit;
      h11 += curve;
    }
    const determinant = h00 * h11 - h01 * h01;
    const slopeStep = (h11 * g0 - h01 * g1) / determinant;
    const interceptStep = (h00 * g1 - h01 * g0) / determinant;
    const damping = Math.min(1, 1 / Math.max(Math.abs(slopeStep), Math.abs(interceptStep), 1e-12));
    slope -= damping * slopeStep;
    intercept -= damping * interceptStep;
    if (Math.abs(slopeStep) + Math.abs(interceptStep) < 1e-10) break;
  }
  return { slope, intercept };
}
