/** Rows that decision trees are grown on. */
import type { DrawnRows } from './row-draw';

/** Rows with binned columns, and what is said of them so far. */
export interface TreeRows {
  readonly width: number;
  /** rows x width, in row order: number of the column's edges that the value lies above, 0..255. */
  readonly bins: Uint8Array;
  /** 0 or 1. */
  readonly y: Float32Array;
  readonly weights: Float32Array;
  /** What the trees say until now. */
  readonly logits: Float32Array;
}

/** Of the weighted cross-entropy by each row's log-odds. */
export interface Derivatives {
  readonly slopes: Float32Array;
  readonly curvatures: Float32Array;
}

export function derivativesOf({ y, weights, logits }: TreeRows): Derivatives {
  const slopes = new Float32Array(y.length);
  const curvatures = new Float32Array(y.length);
  for (let row = 0; row < y.length; row++) {
    const p = 1 / (1 + Math.exp(-logits[row]));
    slopes[row] = weights[row] * (p - y[row]);
    curvatures[row] = weights[row] * p * (1 - p);
  }
  return { slopes, curvatures };
}

/** Mean weighted cross-entropy, nats. */
export function lossOf({ y, weights, logits }: TreeRows): number {
  let loss = 0;
  for (let row = 0; row < y.length; row++) {
    const wrong = y[row] === 1 ? -logits[row] : logits[row];
    loss += weights[row] * (Math.max(0, wrong) + Math.log1p(Math.exp(-Math.abs(wrong))));
  }
  return loss / y.length;
}

/** Those rows alone, close together; each weighs as many times as it stands for. */
export function pickRows({ width, bins, y, weights, logits }: TreeRows, { rows, multiples }: DrawnRows): TreeRows {
  const picked = new Uint8Array(rows.length * width);
  rows.forEach((row, at) => picked.set(bins.subarray(row * width, (row + 1) * width), at * width));
  return {
    width,
    bins: picked,
    y: Float32Array.from(rows, (row) => y[row]),
    weights: multiples.map((multiple, at) => multiple * weights[rows[at]]),
    logits: Float32Array.from(rows, (row) => logits[row]),
  };
}
