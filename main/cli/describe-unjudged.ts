/** What of an input could not be judged. */
import type { Input } from '../../shared/connection';
import { plural } from '../../shared/plural';
import { formatCount } from './format-units';

type Counted = Pick<Input, 'packets' | 'skipped'>;

/** The skipped packets by reason, such as `8 of unknown link type`. */
export function describeSkipped({ skipped }: Counted): string[] {
  const { notIp, malformed, truncated, unknownLinkType } = skipped;
  const counts: readonly [number, string][] = [
    [notIp, 'not IP'],
    [malformed + truncated, 'damaged or cut short'],
    [unknownLinkType, 'of unknown link type'],
  ];
  return counts.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
}

/** Whether there are packets, and all of them were skipped: then it is not known whether anything mines. */
export function isUnjudged({ packets, skipped }: Counted): boolean {
  return packets > 0 && Object.values(skipped).reduce((sum, count) => sum + count, 0) >= packets;
}

/** Says that no packet could be judged, and why; null where some could. */
export function describeUnjudged(input: Counted): string | null {
  if (!isUnjudged(input)) return null;
  return `Nothing in it could be judged, so it may hold anything: ${plural(input.packets, 'packet')}, ${describeSkipped(input).join(', ')}.`;
}
