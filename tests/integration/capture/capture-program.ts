/**
 * Captures as its one argument, a JSON {@link LiveRequest}, says, so that tests can do it in a network namespace or as
 * another user. Prints one JSON object a line; a line on standard input ends the capture.
 */
import { openLive } from '../../../main/capture/live-source';
import type { LiveRequest } from '../../../main/capture/live-source';

const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const controller = new AbortController();
process.stdin.once('data', () => controller.abort());
const source = await openLive(JSON.parse(process.argv[2]) as LiveRequest);
if ('message' in source) {
  print({ event: 'refused', failure: source });
} else {
  let hasStarted = false;
  let counted = 0;
  let longest = 0;
  let longestGapMs = 0;
  let yieldedAt = performance.now();
  let delayMs = Infinity;
  for await (const batch of source.open(controller.signal)) {
    const now = performance.now();
    longestGapMs = Math.max(longestGapMs, now - yieldedAt);
    yieldedAt = now;
    for (let at = 0; at < batch.count; at++) {
      longest = Math.max(longest, batch.capturedLengths[at]);
      delayMs = Math.min(delayMs, Date.now() - batch.timestampsUs[at] / 1000);
    }
    if (!hasStarted && source.stats().readBytes > 0) print({ event: 'started', tool: source.tool });
    hasStarted ||= source.stats().readBytes > 0;
    if (batch.count > 0) print({ event: 'packets', count: (counted += batch.count) });
  }
  print({ event: 'ended', longest, longestGapMs, delayMs, timestamps: source.timestamps, stats: source.stats() });
}
process.stdin.destroy();
