import type { MessageWindow } from './message-window';
import { logOfSize } from './log-of-size';

/** The opening ends at the first silence of this length, seconds: what comes later is the connection at work. */
const openingSilenceSeconds = 2;
/** Most messages of an opening; the message log keeps at least these of a connection's first. */
const mostMessages = 12;
/** Sizes given one by one, per direction. */
const listedSizes = 4;

export const openingFeatureNames: readonly string[] = [
  'opening seen',
  'first speaker (client 1, server -1)',
  'opening messages up (ln)',
  'opening messages down (ln)',
  'opening bytes up (ln B)',
  'opening bytes down (ln B)',
  'opening duration (ln s)',
  ...Array.from({ length: listedSizes }, (_, at) => `opening message ${at + 1} up (ln B)`),
  ...Array.from({ length: listedSizes }, (_, at) => `opening message ${at + 1} down (ln B)`),
  'last opening message up (ln B)',
  'last opening message down (ln B)',
];

/**
 * The opening of one connection: how many messages it has, and its sizes as logarithms. Index 0 up, 1 down. A capture that
 * has no handshake may have begun anywhere: what it has first is listed all the same, but counts as the connection at work.
 */
export class Opening {
  /** Messages before the connection is at work; 0 when its beginning was not seen. */
  length = 0;
  /** Messages listed. */
  private listed = 0;
  readonly count = new Float64Array(2);
  readonly bytes = new Float64Array(2);
  readonly last = new Float64Array(2);
  readonly sizes = new Float64Array(2 * listedSizes);

  read(window: MessageWindow): void {
    const { times, sizes, count } = window;
    this.count.fill(0);
    this.bytes.fill(0);
    this.last.fill(0);
    this.sizes.fill(0);
    this.length = 0;
    this.listed = 0;
    if (window.forgottenBefore === 0) return;
    const most = Math.min(count, mostMessages);
    for (let at = 0; at < most; at++) {
      if (at > 0 && times[at] - times[at - 1] >= openingSilenceSeconds) break;
      const side = sizes[at] > 0 ? 0 : 1;
      const log = logOfSize(Math.abs(sizes[at]));
      if (this.count[side] < listedSizes) this.sizes[side * listedSizes + this.count[side]] = log;
      this.count[side]++;
      this.bytes[side] += Math.abs(sizes[at]);
      this.last[side] = log;
      this.listed++;
    }
    if (window.hasHandshake) this.length = this.listed;
  }

  /** Bytes up (0) or down (1) that are the opening's and nobody else's. */
  bytesBeforeWork(side: 0 | 1): number {
    return this.length > 0 ? this.bytes[side] : 0;
  }

  /** Writes the opening's features from `at` on; returns the index after them. */
  write(window: MessageWindow, into: Float32Array, at: number): number {
    into[at++] = this.length > 0 ? 1 : 0;
    into[at++] = this.listed === 0 ? 0 : window.sizes[0] > 0 ? 1 : -1;
    into[at++] = Math.log1p(this.count[0]);
    into[at++] = Math.log1p(this.count[1]);
    into[at++] = Math.log1p(this.bytes[0]);
    into[at++] = Math.log1p(this.bytes[1]);
    into[at++] = this.listed > 0 ? Math.log1p(window.times[this.listed - 1]) : 0;
    for (let size = 0; size < 2 * listedSizes; size++) into[at++] = this.sizes[size];
    into[at++] = this.last[0];
    into[at++] = this.last[1];
    return at;
  }
}
