/** A process that makes one training set and sends it piece by piece; see add-training-sets.ts. */
import { generateSamples } from './load-data';
import type { SamplePiece } from './collect-samples';
import { trafficOf, type TrainingSet } from './training-sets';

/** What the process is asked for. */
export interface GenerateOrder {
  readonly set: TrainingSet;
  readonly kind: 'flow' | 'packet';
}

process.once('message', (order: GenerateOrder) => void generate(order));

async function generate({ set, kind }: GenerateOrder): Promise<void> {
  for await (const { samples, connections } of generateSamples(trafficOf(set), kind))
    await send({ samples, connections });
  process.disconnect();
}

/** Waits until the piece is on its way, so that pieces do not pile up; rejects when nobody listens any more. */
function send(piece: SamplePiece): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(piece, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}
