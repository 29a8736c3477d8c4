/** From the model's opinion and the hard evidence to a risk and a verdict: log-odds that add up in the open. */
import type { Verdict } from '../../shared/connection';

/** One in ten thousand connections is taken to be mining before anything is seen: two days of a home's computer. */
export const baseRate = 1e-4;

/** Log-odds of the base rate, in nats. */
export const priorLogOdds = Math.log(baseRate / (1 - baseRate));

/** Weights in nats, added to the log-odds. */
export const weights = {
  /** A mining dialect in plain text decides alone. */
  dialect: 20,
  /** Both ends speak plain text that is no mining dialect we read: few miners do, the readable dialects are well known. */
  otherPlainText: -5,
  /** The name of a known pool: strong, yet it can also be a web page about mining. */
  knownPoolName: 6,
  /** A word pools use. */
  poolWord: 2.5,
  /** TLS without server name and protocol, as XMRig has it. What these figures rest on is in docs/evidence.md. */
  tlsNoNameNoProtocol: 0.75,
  tlsAddressAsName: 0.25,
  tlsWebProtocol: -0.25,
  tlsSelfSigned: 1,
  /** The certificate that nodejs-pool makes for itself. */
  tlsPoolCertificate: 3.75,
  /** The certificate that P2Pool, XMRig or xmrig-proxy make for themselves. */
  tlsMinerCertificate: 2,
  /** All of names, lists and TLS together at most: they never decide without the model. */
  namesAndTlsLimit: 7,
  /** Another connection of this client to this server and port was found mining. */
  returningMiner: 4,
  /** The file of the program that owns the connection is nearly the same as a known miner, or as near as a variant. */
  veryCloseFile: 3,
  matchingFile: 2,
  /** The owner, with all it has started, uses much of the processor, evenly; or much and unevenly; or next to nothing. */
  ownerSteady: 2,
  ownerUneven: 0.5,
  ownerIdle: -1.5,
  /** The machine takes clearly more power than at idle, and the owner most of the processor. */
  ownerPower: 0.5,
  /** The owner works harder before its messages than at other times. */
  workBeforeMessages: 0.5,
  /** Processor, power and memory together at most: many honest programs compute. */
  ownerLimit: 2.5,
} as const;

/** The model alone can never outweigh this much either way: its data sets are no larger than that. */
export const modelWeightLimit = 15;

/** What an opinion counts until it is held twice; the rest is the opinion before it. Of the limit it is too little for `mining`. */
const newestShare = 0.6;

/**
 * What the model's opinion weighs, in nats: three fifths of what it says now and two of what it said the time before, so that a
 * first opinion makes nothing `mining`, however strong, while the connection lasts. When it ends the model is asked once more:
 * its last opinion then counts nearly whole.
 */
export function weighModel(now: number, before: number | null): number {
  return newestShare * limit(now) + (1 - newestShare) * limit(before ?? 0);
}

function limit(weight: number): number {
  return Math.max(-modelWeightLimit, Math.min(modelWeightLimit, weight));
}

/**
 * Risk from which on a connection is `mining`: likelier than not at the base rate; docs/evaluation.md has the false alarms that
 * this brings. `suspicious` is worth a look.
 */
export const thresholds = { mining: 0.5, suspicious: 0.3 } as const;

/** What is known when a connection is judged. Weights in nats, towards mining positive. */
export interface Opinion {
  /** The calibrated model's log likelihood ratio, or null where it has seen too little. */
  readonly modelWeight: number | null;
  readonly dialectWeight: number;
  readonly nameWeight: number;
  /** Of earlier connections of the same client to the same server. */
  readonly seriesWeight?: number;
  /** Of the owning program: its file, and what it does to this machine. */
  readonly ownerWeight?: number;
}

/** Probability of mining, 0..1. */
export function riskOf(opinion: Opinion): number {
  const { modelWeight, dialectWeight, nameWeight, seriesWeight, ownerWeight } = opinion;
  const logOdds =
    priorLogOdds + (modelWeight ?? 0) + dialectWeight + nameWeight + (seriesWeight ?? 0) + (ownerWeight ?? 0);
  return 1 / (1 + Math.exp(-logOdds));
}

/** A risk after more evidence. Weight in nats, towards mining positive. */
export function addToRisk(risk: number, weight: number): number {
  return 1 / (1 + ((1 - risk) / risk) * Math.exp(-weight));
}

/** The verdict for a risk; names alone, without a model's opinion, leave it undecided. */
export function verdictOf(opinion: Opinion): Verdict {
  const risk = riskOf(opinion);
  if (risk >= thresholds.mining) return 'mining';
  if (risk >= thresholds.suspicious) return 'suspicious';
  return opinion.modelWeight === null ? 'undecided' : 'clear';
}
