import type { DataSet } from './collect-samples';

/**
 * Moves the features of all samples to where threads share them, and gives them as one matrix: samples x `width`, in the order of the
 * samples. Several models can be trained on them at a time without a copy.
 */
export function shareFeatures({ samples }: DataSet, width: number): Float32Array {
  const x = new Float32Array(new SharedArrayBuffer(samples.length * width * Float32Array.BYTES_PER_ELEMENT));
  samples.forEach((sample, at) => {
    const features = x.subarray(at * width, (at + 1) * width);
    features.set(sample.features);
    samples[at] = { ...sample, features };
  });
  return x;
}
