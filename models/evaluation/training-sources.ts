/** What the shipped model was trained on. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { findResource } from '../../main/find-resource';

const metricsSchema = z.object({
  /** Names of sources, where training wrote them down. */
  sources: z.array(z.string()).optional(),
  /** Figures on the training data, by source. */
  trainedOn: z.record(z.string(), z.unknown()).optional(),
});

/** Sources of captures in the training data, by the metrics beside the model; null where they don't say. */
export function readTrainingSources(modelKind: 'flow' | 'packet'): string[] | null {
  try {
    const path = join(dirname(findResource(`models/${modelKind}/model.json`)), 'metrics.json');
    const { sources, trainedOn } = metricsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return sources ?? (trainedOn ? Object.keys(trainedOn) : null);
  } catch {
    return null;
  }
}
