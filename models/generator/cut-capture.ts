import type { Random } from './random';
import type { Segment } from './tcp-model';

/** A stretch of a connection that a capture holds. */
export interface Stretch {
  readonly segments: readonly Segment[];
  readonly isCutAtStart: boolean;
  /** A NAT gave the rest of the connection another port. */
  readonly isRebound: boolean;
}

/** Captures begin late or end early, and NATs forget: in four of ten connections something is missing. */
export function cutCapture(segments: readonly Segment[], random: Random): Stretch[] {
  const whole = { segments, isCutAtStart: false, isRebound: false };
  if (segments.length < 30 || random.chance(0.6)) return [whole];
  const at = segments[segments.length - 1].timeMs * random.between(0.05, 0.9);
  const index = segments.findIndex((segment) => segment.timeMs >= at);
  const before = { segments: segments.slice(0, index), isCutAtStart: false, isRebound: false };
  const after = { segments: segments.slice(index), isCutAtStart: true, isRebound: false };
  if (random.chance(0.5)) return [after];
  if (random.chance(0.8)) return [before];
  return [before, { ...after, isRebound: true }];
}
