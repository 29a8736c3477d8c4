/** A clock made of the packets' timestamps, which may jump by years, run backwards, or come from two clocks in turn. */

/** A longer step counts as this much: the clock was set, or nobody spoke. Microseconds. */
const longestStepUs = 60e6;
/** After this many packets in a row from the past the clock was set back. */
const packetsUntilSetBack = 1000;

/** Only measures silence for housekeeping; it never runs ahead of the time that really passed by more than jumps of a minute. */
export class PacketClock {
  /** Microseconds since the first packet. */
  nowUs = 0;
  private newestUs = Number.NaN;
  private packetsBehind = 0;

  advance(timestampUs: number): void {
    const step = timestampUs - this.newestUs;
    if (step <= 0 && ++this.packetsBehind < packetsUntilSetBack) return;
    if (step > 0) this.nowUs += Math.min(step, longestStepUs);
    this.newestUs = timestampUs;
    this.packetsBehind = 0;
  }
}
