/** What a pipeline has counted. */
import type { Verdict } from '../shared/connection';
import { DecodeOutcome } from './decode/packet-header';

/** Counters over one input; verdicts count connections that have left the table. */
export class PipelineCounts {
  packets = 0;
  /** Captured bytes. */
  bytes = 0;
  duplicates = 0;
  readonly skipped = { notIp: 0, malformed: 0, truncated: 0, unknownLinkType: 0 };
  /** Microseconds since the epoch; NaN before the first packet. Earliest and latest, whatever the order. */
  firstPacketUs = Number.NaN;
  lastPacketUs = Number.NaN;
  connections = 0;
  evicted = 0;
  mining = 0;
  suspicious = 0;
  undecided = 0;

  see(capturedLength: number, timestampUs: number): void {
    this.packets++;
    this.bytes += capturedLength;
    if (!(timestampUs >= this.firstPacketUs)) this.firstPacketUs = timestampUs;
    if (!(timestampUs <= this.lastPacketUs)) this.lastPacketUs = timestampUs;
  }

  skip(outcome: DecodeOutcome): void {
    if (outcome === DecodeOutcome.notIp) this.skipped.notIp++;
    else if (outcome === DecodeOutcome.malformed) this.skipped.malformed++;
    else if (outcome === DecodeOutcome.truncated) this.skipped.truncated++;
    else this.skipped.unknownLinkType++;
  }

  /** Counts the final verdict of a connection. */
  settle(verdict: Verdict): void {
    if (verdict !== 'clear') this[verdict]++;
  }

  /** Counts the verdict of a connection anew that has left the table. */
  resettle(from: Verdict, to: Verdict): void {
    if (from !== 'clear') this[from]--;
    this.settle(to);
  }
}
