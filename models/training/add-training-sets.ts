/** Makes the training sets in processes of their own. */
import { forkProgram } from '../fork-program';
import type { DataSet, SamplePiece } from './collect-samples';
import type { GenerateOrder } from './generate-worker';
import type { TrainingSet } from './training-sets';

const workerFile = new URL('./generate-worker.ts', import.meta.url);

/** Adds the sets one after the other, all made at the same time; what is added does not depend on which was ready first. */
export async function addTrainingSets(
  sets: readonly TrainingSet[],
  kind: 'flow' | 'packet',
  dataSet: DataSet,
  onPiece?: (connections: number) => void,
): Promise<void> {
  let made = 0;
  const onMade = (piece: SamplePiece): void => onPiece?.((made += piece.connections.length));
  const answers = await Promise.all(sets.map((set) => makeSet({ set, kind }, onMade)));
  for (const piece of answers.flat()) dataSet.append(piece);
}

function makeSet(order: GenerateOrder, onMade: (piece: SamplePiece) => void): Promise<SamplePiece[]> {
  return new Promise((resolve, reject) => {
    const pieces: SamplePiece[] = [];
    const worker = forkProgram(workerFile);
    worker.on('message', (piece) => {
      pieces.push(piece as SamplePiece);
      onMade(piece as SamplePiece);
    });
    worker.once('error', reject);
    worker.once('close', (code) => {
      if (code === 0) resolve(pieces);
      else reject(new Error(`Making the set ${order.set.name} ended early (exit code ${code}).`));
    });
    worker.send(order);
  });
}
