/** What an evaluation keeps of one connection. */
import type { Verdict } from '../../shared/connection';

/**
 * `mining`: a session, the pool sent work. `aside`: a miner that was refused or left at once: neither mining nor innocent,
 * counted apart. `other`: everything else.
 */
export type Truth = 'mining' | 'aside' | 'other';

/** What the product said about a connection. */
export interface Opinion {
  readonly verdict: Verdict;
  /** Called `mining` at some time of its life. */
  readonly wasMining: boolean;
  /** The model has had an opinion on it: enough was seen. */
  readonly isScored: boolean;
  /** Everything that adds to the prior log-odds at the end, nats. */
  readonly evidence: number;
  /** Packets from the connection's first to the first word of a mining protocol, or null. */
  readonly evidencePackets: number | null;
  /** The same counted from the first packet with payload. */
  readonly evidencePacketsOfTalk: number | null;
  /** Seconds until the model alone would have said `mining`, or null. */
  readonly rhythmSeconds: number | null;
}

/** One connection with what it is and what was said of it. */
export interface Judgement extends Opinion {
  readonly truth: Truth;
  /** Dialect or application. */
  readonly kind: string;
  /** How long it lasted. */
  readonly seconds: number;
  /** Where to find it: file and ends. */
  readonly where: string;
}

/** Nothing was said: the connection was never seen. */
export const unseen: Opinion = {
  verdict: 'undecided',
  wasMining: false,
  isScored: false,
  evidence: 0,
  evidencePackets: null,
  evidencePacketsOfTalk: null,
  rhythmSeconds: null,
};

const rank: Record<Verdict, number> = { undecided: 0, clear: 1, suspicious: 2, mining: 3 };

/** Two connections on the same ends as one: the graver verdict, the earlier moments. */
export function joinOpinions(one: Opinion, other: Opinion): Opinion {
  const graver = rank[one.verdict] >= rank[other.verdict] ? one : other;
  return {
    verdict: graver.verdict,
    wasMining: one.wasMining || other.wasMining,
    isScored: one.isScored || other.isScored,
    evidence: Math.max(one.isScored ? one.evidence : -Infinity, other.isScored ? other.evidence : -Infinity, -1e3),
    evidencePackets: earlier(one.evidencePackets, other.evidencePackets),
    evidencePacketsOfTalk: earlier(one.evidencePacketsOfTalk, other.evidencePacketsOfTalk),
    rhythmSeconds: earlier(one.rhythmSeconds, other.rhythmSeconds),
  };
}

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
