import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { toLikelihoodRatio, type Calibration } from '../../main/inference/calibration';
import type { DataSet } from './collect-samples';

/** Lines that are written at once. */
const linesAtOnce = 10_000;

/**
 * Writes what models said of connections of sources they were not trained on, as lines of JSON: what it is about and how many
 * connections follow, then each connection with, per scoring, seconds, messages and the calibrated log likelihood ratio; nothing for
 * those that were over too soon. `npm run evaluate` makes its leave-one-source-out table from it.
 */
export function writeHeldOut(
  path: string,
  about: { readonly model: string; readonly command: string },
  dataSet: DataSet,
  logits: Float64Array,
  calibration: Calibration,
): void {
  const { connections } = dataSet;
  const scorings = connections.map((): [number, number, number][] => []);
  dataSet.samples.forEach(({ connection, seconds, messages }, at) => {
    if (Number.isNaN(logits[at])) return;
    const ratio = toLikelihoodRatio(calibration, logits[at], seconds);
    scorings[connection].push([round(seconds), messages, round(ratio)]);
  });
  const lineOf = (at: number): string => {
    const { source, group, kind, label, seconds, origin } = connections[at];
    return JSON.stringify({ source, group, kind, label, seconds: round(seconds), origin, scorings: scorings[at] });
  };
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  writeFileSync(file, `${JSON.stringify({ ...about, connections: connections.length })}\n`);
  for (let from = 0; from < connections.length; from += linesAtOnce) {
    const count = Math.min(linesAtOnce, connections.length - from);
    writeFileSync(file, Array.from({ length: count }, (_, at) => `${lineOf(from + at)}\n`).join(''));
  }
  closeSync(file);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
