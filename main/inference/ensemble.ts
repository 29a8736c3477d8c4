import { BoostedTrees, type TreeEnsemble } from './boosted-trees';
import type { Predictor } from './predictor';

/** A network and decision trees with the same inputs; their log-odds are added up. */
export class Ensemble implements Predictor {
  readonly inputs: number;
  private readonly boosted: BoostedTrees;

  constructor(
    readonly network: Predictor,
    readonly trees: TreeEnsemble,
  ) {
    this.inputs = network.inputs;
    this.boosted = new BoostedTrees(trees, network.inputs);
  }

  /** The same trees beside another network. */
  withNetwork(network: Predictor): Ensemble {
    return new Ensemble(network, this.trees);
  }

  logit(input: Float32Array): number {
    return this.network.logit(input) + this.boosted.logit(input);
  }
}
