/**
 * What one verdict costs: the features of a connection, the forward pass and the trees. The forward pass in SIMD beside plain
 * TypeScript and TensorFlow.js, the trees beside the same ones with branches, on rows in turn: on one row alone the
 * processor would learn the branches.
 */
import { loadModel } from '../../main/engine/load-model';
import { loadTfjs } from '../../main/engine/load-tfjs';
import { loadTfjsModel } from '../../main/engine/load-tfjs-model';
import { computeFlowFeatures } from '../../main/features/flow-features';
import type { MessageWindow } from '../../main/features/message-window';
import { maxMessages } from '../../main/flow/message-log';
import type { DenseLayer, ForwardPass } from '../../main/inference/forward/forward-pass';
import { PlainPass } from '../../main/inference/forward/plain-pass';
import { createSimdPass } from '../../main/inference/forward/simd-pass';
import { BoostedTrees } from '../../main/inference/boosted-trees';
import { Ensemble } from '../../main/inference/ensemble';
import { Mlp } from '../../main/inference/mlp';
import { createScorer, createWindow } from '../../main/inference/scorer';
import { followTrees } from '../support/follow-trees';

/** Messages of a young connection, of a typical miner after half an hour, and the most that are remembered. */
const messageCounts = [10, 100, maxMessages] as const;
const repetitions = 20_000;
const predictions = 500;
const rounds = 5;

/** Prints microseconds per verdict, and ratios of forward passes and trees, round by round in turn. */
export async function benchVerdictCost(): Promise<void> {
  const model = loadModel('flow');
  const rows = Array.from({ length: maxMessages }, (_, at) => featuresOf(windowOf(at + 1), model.predictor.inputs));
  const row = rows[100];
  const scorer = createScorer(model);
  for (const count of messageCounts) {
    const window = windowOf(count);
    const costs = Array.from({ length: rounds }, () => microseconds(repetitions, () => scorer.weigh(0, window)));
    console.log(
      `verdict on ${count} messages: ${median(costs).toFixed(1)} us (median of ${rounds}, at most 20 us wanted)`,
    );
  }
  if (!(model.predictor instanceof Ensemble)) throw new Error('The flow model has no trees.');
  const { network, trees } = model.predictor;
  if (network instanceof Mlp) benchLayers(network.layers, row);
  const boosted = new BoostedTrees(trees, row.length);
  printRatio(
    `${trees.leaves.length >> trees.depth} trees: four at a time faster than each with branches`,
    () => microseconds(repetitions, (at) => followTrees(trees, rows[at % rows.length])),
    () => microseconds(repetitions, (at) => boosted.logit(rows[at % rows.length])),
  );

  const own = (): number => microseconds(repetitions, () => network.logit(row));
  const { tf, backend } = await loadTfjs();
  const { predictor } = await loadTfjsModel('flow');
  const theirNetwork = (predictor as Ensemble).network;
  for (const name of new Set([backend, 'cpu'])) {
    await tf.setBackend(name);
    const theirs = (): number => microseconds(predictions, () => theirNetwork.logit(row));
    printRatio(`forward pass: faster than TensorFlow.js on ${name} for one row`, theirs, own);
  }
}

function featuresOf(window: MessageWindow, width: number): Float32Array {
  const row = new Float32Array(width);
  computeFlowFeatures(window, row);
  return row;
}

function benchLayers(layers: readonly DenseLayer[], row: Float32Array): void {
  const simd = createSimdPass(layers);
  if (!simd) {
    console.log('There is no WebAssembly SIMD here.');
    return;
  }
  const widths = layers.map((layer) => layer.inputs).join('-');
  const cost = (pass: ForwardPass) => (): number => microseconds(repetitions, () => pass.run(row));
  printRatio(`forward pass, layers ${widths}-1: SIMD faster than plain`, cost(new PlainPass(layers)), cost(simd));
}

function printRatio(what: string, theirs: () => number, own: () => number): void {
  const ratios = Array.from({ length: rounds }, () => theirs() / own());
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(1));
  console.log(`${what}: ${median(ratios).toFixed(1)}x (median of ${rounds} rounds, ${least} to ${most})`);
}

/** When the messages of a round come: a job, and two shares with their answers. Seconds. */
const schedule = [0, 10, 10.1, 20, 20.1] as const;
const roundSeconds = 30;

/** A miner's conversation. */
function windowOf(count: number): MessageWindow {
  const window = createWindow();
  for (let at = 0; at < count; at++) {
    const step = at % schedule.length;
    window.times[at] = Math.floor(at / schedule.length) * roundSeconds + schedule[step];
    window.sizes[at] = step === 0 ? -340 - (at % 11) : step % 2 === 1 ? 190 + (at % 7) : -64;
  }
  return Object.assign(window, {
    count,
    totalCount: count,
    durationSeconds: window.times[count - 1] + 1,
    hasHandshake: true,
  });
}

/** Processor time of one run, which other programs on the machine disturb less than they do the clock. */
function microseconds(times: number, work: (at: number) => number): number {
  let sum = 0;
  for (let at = 0; at < times / 10; at++) sum += work(at);
  const begin = process.cpuUsage();
  for (let at = 0; at < times; at++) sum += work(at);
  const { user, system } = process.cpuUsage(begin);
  if (Number.isNaN(sum)) throw new Error('The model gives no number.');
  return (user + system) / times;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
