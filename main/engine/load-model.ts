/** Loads a model that ships with Kanaria. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseTrees } from '../inference/boosted-trees';
import { Ensemble } from '../inference/ensemble';
import { parseLayersModel } from '../inference/layers-model';
import type { LoadedModel } from '../inference/predictor';
import { findResource } from '../find-resource';

/** The file beside model.json that says what the model is. */
const modelInfoSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** Of a model with trees.bin beside its network. */
  trees: z.object({ depth: z.int().min(1).max(16) }).optional(),
  calibration: z.object({ slope: z.number(), intercept: z.number(), lasting: z.number() }),
});

/** Reads `models/<kind>/` and runs it by our own forward pass. Throws if the installation is broken. */
export function loadModel(kind: 'flow' | 'packet'): LoadedModel {
  const folder = dirname(findResource(`models/${kind}/model.json`));
  const topology = readFileSync(join(folder, 'model.json'));
  const weights = readFileSync(join(folder, 'weights.bin'));
  const { trees, ...info } = modelInfoSchema.parse(JSON.parse(readFileSync(join(folder, 'info.json'), 'utf8')));
  const hash = createHash('sha256').update(topology).update(weights);
  const network = parseLayersModel(JSON.parse(topology.toString('utf8')), weights);
  if ('kind' in network) throw new Error(network.message);
  if (trees === undefined) return { kind, ...info, sha256: hash.digest('hex'), predictor: network };
  const bytes = readFileSync(join(folder, 'trees.bin'));
  const parsed = parseTrees(bytes, trees.depth, network.inputs);
  if ('kind' in parsed) throw new Error(parsed.message);
  return { kind, ...info, sha256: hash.update(bytes).digest('hex'), predictor: new Ensemble(network, parsed) };
}
