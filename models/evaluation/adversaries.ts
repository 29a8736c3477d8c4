/** What a miner, or whoever hides it, may do against being seen. */
import { addDummies, combine, delayUpTo, padTo, speakLess, type Disguise } from '../generator/disguises';

export interface Adversary {
  readonly name: string;
  /** Changes the messages; null leaves them. */
  readonly disguise: Disguise | null;
  /** The server cuts every connection after so long, and the client comes back. */
  readonly reconnectSeconds?: number;
}

/** The first does nothing: what the others are compared with. */
export const adversaries: readonly Adversary[] = [
  { name: 'none', disguise: null },
  { name: 'messages padded to multiples of 256 bytes', disguise: padTo(256) },
  { name: 'messages in cells of 514 bytes, as in Tor', disguise: padTo(514) },
  { name: 'messages padded to multiples of 1,024 bytes', disguise: padTo(1024) },
  { name: 'records of 1,400 bytes only, as some VPNs send', disguise: padTo(1400) },
  { name: 'random delays up to 1 s', disguise: delayUpTo(1000) },
  { name: 'random delays up to 10 s', disguise: delayUpTo(10_000) },
  { name: 'throttled by half: every other share left out', disguise: speakLess(2) },
  { name: 'share rate down ten times', disguise: speakLess(10) },
  { name: 'as many dummy messages again', disguise: addDummies(1) },
  { name: 'cut off and reconnected every 5 minutes', disguise: null, reconnectSeconds: 300 },
  {
    name: 'padded to 1,024 bytes, delayed up to 10 s, with dummies',
    disguise: combine(addDummies(1), delayUpTo(10_000), padTo(1024)),
  },
];
