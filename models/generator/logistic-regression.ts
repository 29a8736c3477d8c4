/** A plain logistic regression, for asking whether two sets of vectors can be told apart. */

const passes = 60;
const learningRate = 0.5;
const decay = 1e-3;

/** Scores each row by a regression that was fitted without its fold. Classes weigh the same however many rows they have. */
export function scoreByFolds(rows: readonly ArrayLike<number>[], labels: readonly number[], folds: number): number[] {
  const columns = standardize(rows);
  const scores = new Array<number>(rows.length).fill(0);
  for (let fold = 0; fold < folds; fold++) {
    const weights = fit(columns, labels, (row) => row % folds !== fold);
    for (let row = fold; row < rows.length; row += folds) scores[row] = weigh(columns[row], weights);
  }
  return scores;
}

/** Area under the ROC curve: the chance that a row of class 1 scores above one of class 0. */
export function aucOf(scores: readonly number[], labels: readonly number[]): number {
  const order = scores.map((_, row) => row).sort((one, other) => scores[one] - scores[other]);
  let below = 0;
  let pairs = 0;
  let positives = 0;
  for (const row of order) {
    if (labels[row] === 1) {
      positives++;
      pairs += below;
    } else {
      below++;
    }
  }
  return pairs / Math.max(1, positives * below);
}

function standardize(rows: readonly ArrayLike<number>[]): Float64Array[] {
  const width = rows[0].length;
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  for (const row of rows) {
    for (let at = 0; at < width; at++) {
      mean[at] += row[at] / rows.length;
      square[at] += row[at] ** 2 / rows.length;
    }
  }
  return rows.map((row) =>
    Float64Array.from(row, (value, at) => (value - mean[at]) / Math.sqrt(square[at] - mean[at] ** 2 + 1e-6)),
  );
}

/** Weights with the constant last, by gradient descent. */
function fit(
  rows: readonly Float64Array[],
  labels: readonly number[],
  isIncluded: (row: number) => boolean,
): Float64Array {
  const width = rows[0].length;
  const weights = new Float64Array(width + 1);
  const included = rows.map((_, row) => row).filter(isIncluded);
  const ones = included.filter((row) => labels[row] === 1).length;
  const share = [0.5 / Math.max(1, included.length - ones), 0.5 / Math.max(1, ones)];
  for (let pass = 0; pass < passes; pass++) {
    const gradient = new Float64Array(width + 1);
    for (const row of included) {
      const error = (1 / (1 + Math.exp(-weigh(rows[row], weights))) - labels[row]) * share[labels[row]];
      for (let at = 0; at < width; at++) gradient[at] += error * rows[row][at];
      gradient[width] += error;
    }
    for (let at = 0; at <= width; at++) weights[at] -= learningRate * (gradient[at] + decay * weights[at]);
  }
  return weights;
}

function weigh(row: Float64Array, weights: Float64Array): number {
  let sum = weights[row.length];
  for (let at = 0; at < row.length; at++) sum += row[at] * weights[at];
  return sum;
}
