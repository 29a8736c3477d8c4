import { badModel, type ModelFailure } from './model-failure';
import type { Predictor } from './predictor';

/**
 * Decision trees whose leaves add up to log-odds (gradient boosting); plain data. Every tree is complete: `depth` questions
 * lead to one of 2^depth leaves. Node 1 is the root, and below node n are 2n and 2n + 1.
 */
export interface TreeEnsemble {
  readonly depth: number;
  /** Which input node n of a tree asks about; 2^depth entries a tree, the first one unused. */
  readonly features: Uint8Array;
  /** Laid out as `features`: a greater input goes on to 2n + 1, any other to 2n. */
  readonly thresholds: Float32Array;
  /** 2^depth a tree. */
  readonly leaves: Float32Array;
}

/** An ensemble has a multiple of this many trees. */
export const treesAtOnce = 4;
/** Most inputs: which one a node asks about is kept in the last bits of its threshold. */
const mostInputs = 128;

/** Runs the trees. Not re-entrant: it owns its scratch space. */
export class BoostedTrees implements Predictor {
  /** The thresholds as integers in their order, and in the last bits of each which input is asked about. */
  private readonly questions: Int32Array;
  private readonly input: Int32Array;
  private readonly floats: Float32Array;
  private readonly bits: Int32Array;

  /** Throws for more than 128 inputs. */
  constructor(
    readonly trees: TreeEnsemble,
    readonly inputs: number,
  ) {
    if (inputs > mostInputs) throw new Error(`Trees ask about at most ${mostInputs} inputs, not ${inputs}.`);
    const { features, thresholds } = trees;
    this.questions = new Int32Array(thresholds.length);
    toOrder(new Int32Array(thresholds.slice().buffer), this.questions);
    features.forEach((feature, node) => (this.questions[node] |= feature));
    this.input = new Int32Array(mostInputs);
    this.floats = new Float32Array(inputs);
    this.bits = new Int32Array(this.floats.buffer);
  }

  /** Sum of one leaf of each tree. An input that exceeds a threshold by less than a 30,000th of it may count as equal. */
  logit(input: Float32Array): number {
    this.floats.set(input);
    toOrder(this.bits, this.input);
    return this.sumLeaves();
  }

  /**
   * Which way to go is computed, not branched on: no processor could foretell it. Four trees at a time, since none waits for
   * another.
   */
  private sumLeaves(): number {
    const { questions, input } = this;
    const { depth, leaves } = this.trees;
    const nodes = 1 << depth;
    let sum = 0;
    for (let a = 0; a < leaves.length; a += treesAtOnce * nodes) {
      const b = a + nodes;
      const c = b + nodes;
      const d = c + nodes;
      let inA = 1;
      let inB = 1;
      let inC = 1;
      let inD = 1;
      for (let level = 0; level < depth; level++) {
        const askA = questions[a + inA];
        const askB = questions[b + inB];
        const askC = questions[c + inC];
        const askD = questions[d + inD];
        inA = 2 * inA + ((askA - input[askA & (mostInputs - 1)]) >>> 31);
        inB = 2 * inB + ((askB - input[askB & (mostInputs - 1)]) >>> 31);
        inC = 2 * inC + ((askC - input[askC & (mostInputs - 1)]) >>> 31);
        inD = 2 * inD + ((askD - input[askD & (mostInputs - 1)]) >>> 31);
      }
      // The leaves are numbered on from the last node.
      sum += leaves[a + inA - nodes] + leaves[b + inB - nodes] + leaves[c + inC - nodes] + leaves[d + inD - nodes];
    }
    return sum;
  }
}

/**
 * Integers in the order of the floats whose bits are given, small enough that the difference of two of them is one too; their last
 * bits are 0.
 */
function toOrder(bits: Int32Array, into: Int32Array): void {
  for (let at = 0; at < bits.length; at++) {
    const value = bits[at];
    into[at] = ((value ^ ((value >> 31) & 0x7fffffff)) >> 1) & -mostInputs;
  }
}

/** A feature, a threshold and a leaf. */
const bytesPerNode = 9;

/** The bytes of trees.bin: features, thresholds and leaves one after the other, float32 little-endian. */
export function packTrees({ features, thresholds, leaves }: TreeEnsemble): Uint8Array {
  const bytes = new Uint8Array(features.length + 4 * (thresholds.length + leaves.length));
  const view = new DataView(bytes.buffer);
  bytes.set(features);
  [...thresholds, ...leaves].forEach((value, at) => view.setFloat32(features.length + 4 * at, value, true));
  return bytes;
}

/** Reads what `packTrees` wrote, for a model of so many inputs. */
export function parseTrees(bytes: Uint8Array, depth: number, inputs: number): TreeEnsemble | ModelFailure {
  const entries = bytes.length / bytesPerNode;
  if (entries === 0 || entries % (treesAtOnce << depth) !== 0) return badModel(`trees.bin has ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (from: number): Float32Array =>
    Float32Array.from({ length: entries }, (_, at) => view.getFloat32(from + 4 * at, true));
  const features = bytes.slice(0, entries);
  if (inputs > mostInputs || features.some((feature) => feature >= inputs))
    return badModel('a tree asks about an input that there is not');
  return { depth, features, thresholds: read(entries), leaves: read(5 * entries) };
}
