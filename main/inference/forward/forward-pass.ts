/** One dense layer: `kernel` is inputs x outputs in row order (as TensorFlow.js saves it), `bias` has one per output. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/** Runs dense layers one after another, ReLU after each but the last. Not re-entrant: it owns its scratch space. */
export interface ForwardPass {
  readonly kind: 'simd' | 'plain';
  /** The first output of the last layer; `input` is as long as the first layer's inputs. */
  run(input: Float32Array): number;
}
