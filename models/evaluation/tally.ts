/** Counts over connections that can be added up: of one kind in one source, of a source, of everything. */
import type { Judgement } from './judgement';

/** Sessions from this long on count as long; one of the lengths. */
export const longSeconds = 60;
/** Sessions are counted by how long they lasted: from each of these to the next, seconds. */
export const lengthsFrom = [0, 30, longSeconds, 120, 300, 900] as const;
/** Width of the bins in which evidence is kept, nats. */
export const evidenceBin = 0.05;
/** Connections remembered by name, of each kind. */
const mostNamed = 40;

/** Plain data: workers send it to each other and it is written as JSON. */
export interface Tally {
  sessions: number;
  /** By length, its least seconds -> sessions; of these called `mining` at the end, and at least `suspicious`. */
  sessionsByLength: Record<string, number>;
  foundByLength: Record<string, number>;
  suspectedByLength: Record<string, number>;
  scoredSessions: number;
  /** Refused miners and those that left at once, and how many of them were called `mining`. */
  aside: number;
  asideFound: number;
  others: number;
  scoredOthers: number;
  /** Others called `mining` at the end, at any time, `suspicious` at the end. */
  alarms: number;
  alarmsEver: number;
  suspicions: number;
  /** Scored sessions and others by evidence: bin number -> connections. */
  sessionEvidence: Record<string, number>;
  otherEvidence: Record<string, number>;
  /** Of sessions: packets to the first word of a mining protocol, from the first packet and from the first payload. */
  evidencePackets: number[];
  evidencePacketsOfTalk: number[];
  /** Of long sessions: seconds until the model alone said `mining`. */
  rhythmSeconds: number[];
  /** Some of the others called `mining`, and of the long sessions that were not. */
  falselyAccused: string[];
  missed: string[];
}

export function createTally(): Tally {
  return {
    sessions: 0,
    sessionsByLength: {},
    foundByLength: {},
    suspectedByLength: {},
    scoredSessions: 0,
    aside: 0,
    asideFound: 0,
    others: 0,
    scoredOthers: 0,
    alarms: 0,
    alarmsEver: 0,
    suspicions: 0,
    sessionEvidence: {},
    otherEvidence: {},
    evidencePackets: [],
    evidencePacketsOfTalk: [],
    rhythmSeconds: [],
    falselyAccused: [],
    missed: [],
  };
}

/** Counts one connection. */
export function count(tally: Tally, judgement: Judgement): void {
  const isFound = judgement.verdict === 'mining';
  if (judgement.truth === 'aside') {
    tally.aside++;
    if (isFound) tally.asideFound++;
  } else if (judgement.truth === 'other') {
    countOther(tally, judgement, isFound);
  } else {
    countSession(tally, judgement, isFound);
  }
}

function countOther(tally: Tally, judgement: Judgement, isFound: boolean): void {
  tally.others++;
  if (judgement.isScored) {
    tally.scoredOthers++;
    addEvidence(tally.otherEvidence, judgement.evidence);
  }
  if (isFound) tally.alarms++;
  else if (judgement.verdict === 'suspicious') tally.suspicions++;
  if (!judgement.wasMining) return;
  tally.alarmsEver++;
  if (tally.falselyAccused.length < mostNamed) tally.falselyAccused.push(`${judgement.kind}: ${judgement.where}`);
}

function countSession(tally: Tally, judgement: Judgement, isFound: boolean): void {
  const length = lengthsFrom.findLast((from) => judgement.seconds >= from) ?? 0;
  tally.sessions++;
  addOne(tally.sessionsByLength, length);
  if (isFound) addOne(tally.foundByLength, length);
  if (isFound || judgement.verdict === 'suspicious') addOne(tally.suspectedByLength, length);
  if (judgement.isScored) {
    tally.scoredSessions++;
    addEvidence(tally.sessionEvidence, judgement.evidence);
  }
  if (judgement.evidencePackets !== null) tally.evidencePackets.push(judgement.evidencePackets);
  if (judgement.evidencePacketsOfTalk !== null) tally.evidencePacketsOfTalk.push(judgement.evidencePacketsOfTalk);
  if (judgement.seconds < longSeconds) return;
  if (!isFound && tally.missed.length < mostNamed) tally.missed.push(`${judgement.kind}: ${judgement.where}`);
  if (judgement.rhythmSeconds !== null) tally.rhythmSeconds.push(judgement.rhythmSeconds);
}

function addEvidence(bins: Record<string, number>, evidence: number): void {
  addOne(bins, Math.round(evidence / evidenceBin));
}

function addOne(counts: Record<string, number>, key: number): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** Adds `from` to `into`. */
export function addTally(into: Tally, from: Tally): void {
  for (const key of Object.keys(into) as (keyof Tally)[]) {
    const target = into[key];
    const more = from[key];
    if (typeof more === 'number') {
      (into as unknown as Record<string, number>)[key] += more;
    } else if (Array.isArray(target)) {
      for (const item of more as (number | string)[]) {
        if (typeof item === 'number' || target.length < mostNamed) (target as (number | string)[]).push(item);
      }
    } else {
      const bins = target as Record<string, number>;
      for (const [bin, counted] of Object.entries(more)) bins[bin] = (bins[bin] ?? 0) + (counted as number);
    }
  }
}
