/** What of an input could not be judged. */
import type { Input } from '../../shared/connection';
import type { Warning } from '../../shared/failure-about';
import { plural } from '../../shared/plural';

type Counted = Pick<Input, 'packets' | 'skipped'>;

/** The skipped packets by reason, such as `8 of unknown link type`. */
export function describeSkipped({ skipped }: Counted): string[] {
  const { notIp, malformed, truncated, unknownLinkType } = skipped;
  const counts: readonly [number, string][] = [
    [notIp, 'not IP'],
    [malformed + truncated, 'damaged or cut short'],
    [unknownLinkType, 'of unknown link type'],
  ];
  return counts.filter(([count]) => count > 0).map(([count, what]) => `${count.toLocaleString('en')} ${what}`);
}

/** Whether there are packets, and all of them were skipped: then it is not known whether anything mines. */
export function isUnjudged({ packets, skipped }: Counted): boolean {
  return packets > 0 && Object.values(skipped).reduce((sum, count) => sum + count, 0) >= packets;
}

/** Warns that no packet could be judged, and why; nothing where some could. */
export function warnOfUnjudged(input: Counted): Warning[] {
  if (!isUnjudged(input)) return [];
  const { notIp, malformed, truncated, unknownLinkType } = input.skipped;
  const { packets } = input;
  const text = `Nothing in it could be judged, so it may hold anything: ${plural(packets, 'packet')}, ${describeSkipped(input).join(', ')}.`;
  return [{ code: 'nothing-judged', text, packets, notIp, damaged: malformed + truncated, unknownLinkType }];
}
