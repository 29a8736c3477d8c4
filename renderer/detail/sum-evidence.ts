import type { Evidence } from '../../shared/connection';

/** One step on the way from the prior to the risk. */
export interface EvidenceStep {
  readonly evidence: Evidence;
  /** Signed weight in nats: positive towards mining. */
  readonly weight: number;
  /** Log-odds before and after this step. */
  readonly from: number;
  readonly to: number;
  /** Probability after this step. */
  readonly risk: number;
}

/** Adds the weights to the prior one after the other; evidence without weight takes no step. */
export function sumEvidence(priorLogOdds: number, evidence: readonly Evidence[]): EvidenceStep[] {
  const steps: EvidenceStep[] = [];
  let from = priorLogOdds;
  for (const piece of evidence) {
    if (piece.weight === 0) continue;
    const weight = signedWeight(piece);
    const to = from + weight;
    steps.push({ evidence: piece, weight, from, to, risk: probabilityOf(to) });
    from = to;
  }
  return steps;
}

/** The weight in nats, positive towards mining. */
export function signedWeight(evidence: Evidence): number {
  return evidence.towards === 'mining' ? evidence.weight : -evidence.weight;
}

/** The probability whose log-odds these are. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
