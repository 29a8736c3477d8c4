/** Loads a model that ships with Kanaria. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseLayersModel } from '../inference/layers-model';
import type { LoadedModel } from '../inference/predictor';
import { findResource } from '../find-resource';

/** The file beside model.json that says what the model is. */
const modelInfoSchema = z.object({
  name: z.string(),
  version: z.string(),
  calibration: z.object({ slope: z.number(), intercept: z.number(), lasting: z.number() }),
});

/** Reads `models/<kind>/` and runs it by our own forward pass. Throws if the installation is broken. */
export function loadModel(kind: 'flow' | 'packet'): LoadedModel {
  const folder = dirname(findResource(`models/${kind}/model.json`));
  const topology = readFileSync(join(folder, 'model.json'));
  const weights = readFileSync(join(folder, 'weights.bin'));
  const info = modelInfoSchema.parse(JSON.parse(readFileSync(join(folder, 'info.json'), 'utf8')));
  const predictor = parseLayersModel(JSON.parse(topology.toString('utf8')), weights);
  if ('kind' in predictor) throw new Error(predictor.message);
  const sha256 = createHash('sha256').update(topology).update(weights).digest('hex');
  return { kind, ...info, sha256, predictor };
}
