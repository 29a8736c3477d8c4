import type { TrainingRows } from './train-mlp';

/** Most bins of a column. */
export const binCount = 256;
/** Values of a column that its edges are taken from. */
const sampledValues = 100_000;

/** Rows with every value replaced by the number of edges of its column that it lies above. */
export interface BinnedRows {
  readonly width: number;
  /** rows x width, in row order; 0..255. */
  readonly bins: Uint8Array;
  /** For each column its edges, ascending, at most 255. */
  readonly edges: readonly Float32Array[];
}

/** Divides every column into bins that hold about as many rows each. */
export function binRows(table: TrainingRows): BinnedRows {
  const { x, rows, width } = table;
  const edges = Array.from({ length: width }, (_, column) => edgesOf(table, column));
  const bins = new Uint8Array(rows.length * width);
  for (let row = 0; row < rows.length; row++) {
    for (let column = 0; column < width; column++) {
      bins[row * width + column] = countBelow(edges[column], x[rows[row] * width + column]);
    }
  }
  return { width, bins, edges };
}

function edgesOf({ x, rows, width }: TrainingRows, column: number): Float32Array {
  const step = Math.max(1, rows.length / sampledValues);
  const values = Float32Array.from(
    { length: Math.floor(rows.length / step) },
    (_, at) => x[rows[Math.floor(at * step)] * width + column],
  ).sort();
  const edges = new Set<number>();
  for (let bin = 1; bin < binCount; bin++) edges.add(values[Math.floor((bin * values.length) / binCount)]);
  // Nothing lies above the greatest value.
  edges.delete(values[values.length - 1]);
  return Float32Array.from(edges);
}

/** How many of the ascending edges are smaller than the value. */
function countBelow(edges: Float32Array, value: number): number {
  let low = 0;
  for (let high = edges.length; low < high;) {
    const middle = (low + high) >> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
