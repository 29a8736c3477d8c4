/** Turns what is known of the program that owns a connection into evidence with weights. */
import type { EvidenceKind } from '../../shared/connection';
import type { EvidenceFact } from '../../shared/evidence-fact';
import { weights } from './judge';

/** A fact about the owner of a connection. Weight in nats, positive towards mining. */
export interface OwnerEvidence {
  readonly kind: EvidenceKind;
  readonly weight: number;
  readonly fact: EvidenceFact;
}

/** What is known of the owner of a connection. */
export interface OwnerKnowledge {
  /** Name of the program; null where it is not known. */
  readonly program: string | null;
  /** Its processor use over the last ten seconds in cores; null where it is not known. */
  readonly cpu: number | null;
  readonly evidence: readonly OwnerEvidence[];
}

/** The power of a machine at work is this many times its idle power. */
const leastPowerRatio = 1.3;
/** And the owner takes this share of the processor time in use. */
const leastShare = 0.5;
/** The owner works this many times harder before its messages. */
const leastWorkRatio = 1.5;

/**
 * Weighs facts about an owner in their order. The weights of processor, power and memory together stay within
 * `weights.ownerLimit`; the file is apart from them. Facts of other kinds weigh nothing.
 */
export function weighOwner(facts: readonly EvidenceFact[]): OwnerEvidence[] {
  let sum = 0;
  return facts.map((fact) => {
    if (fact.code === 'program-file') return { kind: 'similarity', weight: weightOfFile(fact.assessment), fact };
    const limited = Math.max(-weights.ownerLimit, Math.min(weights.ownerLimit, sum + weightOf(fact)));
    const weight = limited - sum;
    sum = limited;
    return { kind: kindOf(fact), weight, fact };
  });
}

/** Nats. */
export function sumOwner(evidence: readonly OwnerEvidence[]): number {
  return evidence.reduce((sum, { weight }) => sum + weight, 0);
}

/** Only a finding counts; that a file is no known miner means little. `null`: the file could not be read. */
function weightOfFile(assessment: Extract<EvidenceFact, { code: 'program-file' }>['assessment']): number {
  if (assessment === 'very-close') return weights.veryCloseFile;
  return assessment === 'match' ? weights.matchingFile : 0;
}

function weightOf(fact: EvidenceFact): number {
  switch (fact.code) {
    case 'owner-cpu':
      // The work is for one of the program's connections, and each is as likely as the others.
      if (fact.level === 'steady') return Math.max(0, weights.ownerSteady - Math.log(fact.openConnections));
      if (fact.level === 'uneven') return Math.max(0, weights.ownerUneven - Math.log(fact.openConnections));
      return fact.level === 'idle' && !fact.isGpuBusy ? weights.ownerIdle : 0;
    case 'owner-power':
      return fact.watts >= fact.idleWatts * leastPowerRatio && fact.share >= leastShare ? weights.ownerPower : 0;
    case 'work-before-messages':
      return fact.ratio >= leastWorkRatio ? weights.workBeforeMessages : 0;
    default:
      return 0;
  }
}

function kindOf({ code }: EvidenceFact): EvidenceKind {
  if (code === 'owner-cpu' || code === 'work-before-messages') return 'cpu';
  return code === 'owner-power' ? 'power' : 'process';
}
