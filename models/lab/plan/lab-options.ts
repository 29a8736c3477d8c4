/** What a run is made of; with the seed it settles who talks to whom, how and when. */
export interface LabOptions {
  readonly seed: number;
  readonly minutes: number;
  /** Mining conversations of the generator's models. */
  readonly miners: number;
  /** Benign conversations of the generator's models, over the same sockets. */
  readonly played: number;
  /** Conversations of real programs with real servers. */
  readonly services: number;
  /** Only kinds whose name, such as `mining/cryptonote`, matches this regular expression. */
  readonly kinds: string;
  /** Real services that can run here, by name. */
  readonly available: readonly string[];
  /** Bytes recorded of each packet. */
  readonly snapLength: number;
}

/** A run as its processes know it: the same plan in each, from the same options. */
export interface LabRun extends LabOptions {
  /** Where temporary files of the run lie. */
  readonly folder: string;
}

/** Conversations that begin before the recording are seen from their middle, ms. */
export function warmUpMs(options: LabOptions): number {
  return Math.min(20_000, options.minutes * 6000);
}

/** How long the run lasts, the time before the recording included, ms. */
export function runMs(options: LabOptions): number {
  return options.minutes * 60_000 + warmUpMs(options);
}
