/** When a growing connection is scored again: often while young, ever more rarely later. */
import { growColumn } from '../flow/grow-column';

/** A connection is not scored before it has exchanged this many messages over this long: below, there is no rhythm. */
const leastMessages = 3;
const leastSeconds = 8;

/** Whether enough was seen for the model to have an opinion. */
export function isEnoughSeen(messages: number, seconds: number): boolean {
  return messages >= leastMessages && seconds >= leastSeconds;
}

/** Remembers, per connection, the message count and the second at which it is due. */
export class ScoringSchedule {
  private nextCount = new Uint32Array(0);
  private nextSeconds = new Float32Array(0);

  /** Makes room for more connections. */
  grow(connections: number): void {
    if (connections <= this.nextCount.length) return;
    this.nextCount = growColumn(this.nextCount, connections);
    this.nextSeconds = growColumn(this.nextSeconds, connections);
  }

  begin(connection: number): void {
    this.nextCount[connection] = 0;
    this.nextSeconds[connection] = Number.POSITIVE_INFINITY;
  }

  /** Whether the connection is due, and if so, plans its next time. */
  isDue(connection: number, messages: number, seconds: number): boolean {
    if (!isEnoughSeen(messages, seconds)) return false;
    if (messages < this.nextCount[connection] && seconds < this.nextSeconds[connection]) return false;
    this.nextCount[connection] = messages + Math.max(2, messages >> 2);
    this.nextSeconds[connection] = seconds * 1.25 + 2;
    return true;
  }
}
