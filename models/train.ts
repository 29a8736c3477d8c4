/** Trains the two models: `npm run train -- --help`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadTfjs } from '../main/engine/load-tfjs';
import { flowFeatureCount, flowFeatureNames } from '../main/features/flow-features';
import { packetFeatureCount, packetFeatureNames } from '../main/features/packet-features';
import type { Calibration } from '../main/inference/calibration';
import type { DenseLayer } from '../main/inference/forward/forward-pass';
import { DataSet } from './training/collect-samples';
import { addGenerated, addRealCaptures } from './training/load-data';
import { saveLayersModel } from './training/save-layers-model';
import {
  averageOverConnections,
  calibrateOn,
  scoreConnections,
  scoreSamples,
  type GroupScore,
} from './training/score-data';
import { trainMlp } from './training/train-mlp';
import { weighRows } from './training/weigh-rows';
import { writeFigures } from './training/write-figures';
import { writeHeldOut } from './training/write-held-out';

const help = `Trains a model and writes models/<model>/: model.json, weights.bin, info.json, metrics.json.

  npm run train -- [--model flow|packet] [--data FOLDER] [--seed N] [--generated N] [--disguised SHARE]
                    [--everyday N] [--epochs N] [--no-folds]

  --model      flow (default) or packet
  --data       folder with captures/ and labels.json (default: $KANARIA_DATA or ../shared/data)
  --seed       seed of weights, order and generated traffic (default 7)
  --generated  generated connections beside the real ones (default 160000)
  --disguised  disguised connections (padded, delayed, throttled, with dummies), as a share of the generated ones
               (default 0.25, for the packet model 0)
  --everyday   generated connections of the kinds that most connections of a host are, none mining
               (default 120000, for the packet model 0)
  --epochs     passes over the data (default 20)
  --no-folds   skip leave-one-source-out (calibration then stays as in info.json)`;

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'flow' },
    data: { type: 'string', default: process.env['KANARIA_DATA'] ?? '../shared/data' },
    seed: { type: 'string', default: '7' },
    generated: { type: 'string', default: '160000' },
    disguised: { type: 'string' },
    everyday: { type: 'string' },
    epochs: { type: 'string', default: '20' },
    'no-folds': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const kind = values.model === 'packet' ? 'packet' : 'flow';
const width = kind === 'flow' ? flowFeatureCount : packetFeatureCount;
const hidden = kind === 'flow' ? [192, 96] : [32, 32, 24, 16, 8];
const seed = Number(values.seed);
const disguised = Number(values.disguised ?? (kind === 'flow' ? 0.25 : 0));
const everyday = Number(values.everyday ?? (kind === 'flow' ? 120_000 : 0));
const folder = join('models', kind);
const command = `npm run train -- --model ${kind} --seed ${seed} --generated ${values.generated} --disguised ${disguised} --everyday ${everyday} --epochs ${values.epochs}`;
/**
 * Real sources left out in turn, together with every fifth generated group. The last two hold no mining: they show false
 * alarms on networks never seen.
 */
const folds: readonly (readonly string[])[] = [
  ['nesfit-headers'],
  ['malware-2026-headers'],
  ['zeek-cryptomining', 'ndpi'],
  ['iot-sentinel', 'arkime', 'ipfixprobe'],
  ['suricata-verify', 'zeek', 'zeek-long-connections'],
];

const { tf, backend } = await loadTfjs();
console.log(`TensorFlow.js ${tf.version_core} on ${backend}`);
const dataSet = new DataSet();
await addRealCaptures(values.data, kind, dataSet);
console.log(`${dataSet.connections.length} real connections, ${dataSet.samples.length} samples`);
const connections = Number(values.generated);
await addGenerated({ seed, connections, mining: 0.3 }, kind, dataSet);
const disguisedConnections = Math.round(connections * disguised);
await addGenerated(
  { seed: seed + 1, connections: disguisedConnections, mining: 0.3, isDisguised: true },
  kind,
  dataSet,
);
await addGenerated({ seed: seed + 2, connections: everyday, isEveryday: true }, kind, dataSet);
console.log(`${dataSet.connections.length} connections, ${dataSet.samples.length} samples`);

const train = (isIncluded: (connection: number) => boolean): Promise<DenseLayer[]> =>
  trainMlp(tf, weighRows(dataSet, width, isIncluded), {
    hidden,
    epochs: Number(values.epochs),
    batchSize: 512,
    learningRate: 0.002,
    l2: kind === 'flow' ? 1e-4 : 1e-6,
    noise: kind === 'flow' ? 0.15 : 0.01,
    seed,
    onEpoch: (epoch, loss) =>
      process.stderr.write(`\r  epoch ${epoch + 1} of ${values.epochs}, loss ${loss.toFixed(5)}   `),
  });

const heldOut = new Float64Array(dataSet.samples.length).fill(Number.NaN);
let calibration = readCalibration();
const bySource = (connection: number): string =>
  dataSet.connections[connection].origin === 'real'
    ? dataSet.connections[connection].source
    : dataSet.connections[connection].origin;
let foldScores: Record<string, GroupScore> = {};
if (!values['no-folds']) {
  for (const [number, fold] of folds.entries()) {
    const left = new Set<number>();
    dataSet.connections.forEach(({ origin, source, group }, at) => {
      const isLeft = origin === 'real' ? fold.includes(source) : hashText(group) % folds.length === number;
      if (isLeft) left.add(at);
    });
    console.log(`without ${fold.join(', ')} (${left.size} connections)`);
    const layers = await train((connection) => !left.has(connection));
    scoreSamples(dataSet, layers, heldOut, left);
    process.stderr.write('\n');
  }
  if (kind === 'packet') averageOverConnections(dataSet, heldOut);
  calibration = calibrateOn(dataSet, heldOut);
  foldScores = Object.fromEntries(scoreConnections(dataSet, heldOut, calibration, bySource));
  console.log('Leave-one-source-out:', calibration);
  console.table(foldScores);
  writeHeldOut(
    `.cache/training/held-out${kind === 'flow' ? '' : '-packet'}.json`,
    { model: `${kind}-mlp`, command },
    dataSet,
    heldOut,
    calibration,
  );
}

console.log('all sources');
const layers = await train(() => true);
process.stderr.write('\n');
const fitted = new Float64Array(dataSet.samples.length).fill(Number.NaN);
scoreSamples(dataSet, layers, fitted, new Set(dataSet.connections.keys()));
if (kind === 'packet') averageOverConnections(dataSet, fitted);
const fittedScores = Object.fromEntries(scoreConnections(dataSet, fitted, calibration, bySource));
console.table(fittedScores);

mkdirSync(folder, { recursive: true });
await saveLayersModel(tf, layers, `kanaria_${kind}`, folder);
const info = {
  name: kind === 'flow' ? 'flow-mlp' : 'packet-mlp',
  version: kind === 'flow' ? '0.5.0' : '0.3.0',
  layers: [width, ...hidden, 1],
  features: kind === 'flow' ? flowFeatureNames : packetFeatureNames,
  calibration,
};
writeFileSync(join(folder, 'info.json'), `${JSON.stringify(info, null, 2)}\n`);
const metrics = {
  command,
  connections: dataSet.connections.length,
  samples: dataSet.samples.length,
  sources: [...new Set(dataSet.connections.map((_, at) => bySource(at)))],
  leaveOneSourceOut: foldScores,
  trainedOn: fittedScores,
};
writeFileSync(join(folder, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`);
if (!values['no-folds']) {
  writeFigures(join(folder, 'README.md'), 'en', command, foldScores);
  writeFigures(join(folder, 'README.ja.md'), 'ja', command, foldScores);
}

function hashText(text: string): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return hash;
}

function readCalibration(): Calibration {
  try {
    return (JSON.parse(readFileSync(join(folder, 'info.json'), 'utf8')) as typeof info).calibration;
  } catch {
    return { slope: 1, intercept: 0, lasting: 0 };
  }
}
