import type { Random } from './random';
import { TcpFlag, type Segment } from './tcp-model';

/** A stretch of a connection that a capture holds. */
export interface Stretch {
  readonly segments: readonly Segment[];
  readonly isCutAtStart: boolean;
  /** A NAT gave the rest of the connection another port. */
  readonly isRebound: boolean;
}

/** A capture that begins a moment late lacks the handshake, and of what follows fewer segments than this. */
const openingSegments = 11;
/** A connection with fewer segments is over before anything else than its opening could be missing. */
const leastSegments = 30;

/** Captures begin late or end early, and NATs forget: in more than four of ten long connections something is missing. */
export function cutCapture(segments: readonly Segment[], random: Random): Stretch[] {
  const whole = { segments, isCutAtStart: false, isRebound: false };
  if (random.chance(0.55)) return [whole];
  if (random.chance(0.25)) {
    const rest = segments.slice(1 + segments.findLastIndex(({ flags }) => (flags & TcpFlag.syn) !== 0));
    const missing = random.integer(0, openingSegments - 1);
    return rest.length > missing ? [{ segments: rest.slice(missing), isCutAtStart: true, isRebound: false }] : [whole];
  }
  if (segments.length < leastSegments) return [whole];
  const at = segments[segments.length - 1].timeMs * random.between(0.05, 0.9);
  const index = segments.findIndex((segment) => segment.timeMs >= at);
  const before = { segments: segments.slice(0, index), isCutAtStart: false, isRebound: false };
  const after = { segments: segments.slice(index), isCutAtStart: true, isRebound: false };
  if (random.chance(0.6)) return [after];
  if (random.chance(0.75)) return [before];
  return [before, { ...after, isRebound: true }];
}
