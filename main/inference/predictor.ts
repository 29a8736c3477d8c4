import type { Calibration } from './calibration';

/** Anything that turns a feature vector into the log-odds of mining: our own forward pass, or TensorFlow.js. */
export interface Predictor {
  /** Length of the input. */
  readonly inputs: number;
  /** Log-odds before calibration; `input` has length `inputs`. */
  logit(input: Float32Array): number;
}

/** A model with what is needed to use and to name it. */
export interface LoadedModel {
  readonly kind: 'flow' | 'packet';
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly predictor: Predictor;
  readonly calibration: Calibration;
}
