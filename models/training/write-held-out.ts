import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { toLikelihoodRatio, type Calibration } from '../../main/inference/calibration';
import type { DataSet } from './collect-samples';

/**
 * Writes what models said of connections of sources they were not trained on: per scoring seconds, messages and the
 * calibrated log likelihood ratio; nothing for those that were over too soon. `npm run evaluate` makes its leave-one-source-out table from it.
 */
export function writeHeldOut(
  path: string,
  about: { readonly model: string; readonly command: string },
  dataSet: DataSet,
  logits: Float64Array,
  calibration: Calibration,
): void {
  const scorings = dataSet.connections.map((): [number, number, number][] => []);
  dataSet.samples.forEach(({ connection, seconds, messages }, at) => {
    if (Number.isNaN(logits[at])) return;
    const ratio = toLikelihoodRatio(calibration, logits[at], seconds);
    scorings[connection].push([round(seconds), messages, round(ratio)]);
  });
  const connections = dataSet.connections.map(({ source, group, kind, label, seconds, origin }, at) => ({
    source,
    group,
    file: origin === 'real' ? group : '',
    kind,
    label,
    seconds: round(seconds),
    origin,
    scorings: scorings[at],
  }));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ ...about, connections }));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
