/** What one verdict costs: the features of a connection and the forward pass, beside TensorFlow.js for the same row. */
import { loadModel } from '../../main/engine/load-model';
import { loadTfjs } from '../../main/engine/load-tfjs';
import { loadTfjsModel } from '../../main/engine/load-tfjs-model';
import { computeFlowFeatures } from '../../main/features/flow-features';
import type { MessageWindow } from '../../main/features/message-window';
import { maxMessages } from '../../main/flow/message-log';
import { createScorer, createWindow } from '../../main/inference/scorer';

/** Messages of a young connection, of a typical miner after half an hour, and the most that are remembered. */
const messageCounts = [10, 100, maxMessages] as const;
const repetitions = 20_000;
const predictions = 500;
const rounds = 5;

/** Prints microseconds per verdict, and the forward pass as a ratio against TensorFlow.js, round by round in turn. */
export async function benchVerdictCost(): Promise<void> {
  const model = loadModel('flow');
  const scorer = createScorer(model);
  const row = new Float32Array(model.predictor.inputs);
  computeFlowFeatures(windowOf(100), row);
  const own = (): number => microseconds(repetitions, () => model.predictor.logit(row));

  for (const count of messageCounts) {
    const window = windowOf(count);
    const costs = Array.from({ length: rounds }, () => microseconds(repetitions, () => scorer.weigh(0, window)));
    console.log(
      `verdict on ${count} messages: ${median(costs).toFixed(1)} us (median of ${rounds}, at most 20 us wanted)`,
    );
  }
  const { tf, backend } = await loadTfjs();
  const { predictor } = await loadTfjsModel('flow');
  for (const name of new Set([backend, 'cpu'])) {
    await tf.setBackend(name);
    const ratios = Array.from({ length: rounds }, () => {
      const theirs = microseconds(predictions, () => predictor.logit(row));
      return theirs / own();
    });
    console.log(
      `forward pass: ${median(ratios).toFixed(0)}x faster than TensorFlow.js on ${name} for one row ` +
        `(median of ${rounds} rounds, ${Math.min(...ratios).toFixed(0)} to ${Math.max(...ratios).toFixed(0)})`,
    );
  }
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

function microseconds(times: number, work: () => number): number {
  let sum = 0;
  for (let at = 0; at < times / 10; at++) sum += work();
  const begin = process.hrtime.bigint();
  for (let at = 0; at < times; at++) sum += work();
  const elapsed = Number(process.hrtime.bigint() - begin) / 1e3;
  if (Number.isNaN(sum)) throw new Error('The model gives no number.');
  return elapsed / times;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
