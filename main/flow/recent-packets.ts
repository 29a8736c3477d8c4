/** The newest packets of the whole input, so that one seen again (mirror port, `any`) is recognised. */
import type { PacketHeader } from '../decode/packet-header';

/** The same packet seen again within this time is a duplicate, not a retransmission. Microseconds. */
const duplicateUs = 20_000;
/** Few enough for the processor's cache; copies come within some hundred packets. */
const entryBits = 12;
const entries = 1 << entryBits;
const wordsPerEntry = 5;

/**
 * Keeps what tells packets apart, and leaves out what changes on the way through a router or a mirror: TTL, VLAN, outer
 * headers. One entry per hash, so that the copies may come in any order.
 */
export class RecentPackets {
  private readonly words = new Uint32Array(entries * wordsPerEntry);
  private readonly seenUs = new Float64Array(entries).fill(Number.NEGATIVE_INFINITY);

  /** Whether the same packet was noted just before; notes it. `key` stands for its addresses, ports and direction. */
  note(key: number, header: PacketHeader, timestampUs: number): boolean {
    const id = header.ipId | (header.fragmentOffset << 16);
    const rest = (header.ipLength << 8) ^ header.tcpFlags ^ (header.checksum << 16);
    let hash = Math.imul(key ^ header.sequence, 0x85ebca6b) ^ Math.imul(header.acknowledgement ^ id, 0xc2b2ae35) ^ rest;
    hash = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);
    const entry = hash >>> (32 - entryBits);
    const at = entry * wordsPerEntry;
    const { words } = this;
    // The columns hold unsigned numbers, the fields may be negative: only their bits count.
    const isSame =
      ((words[at] ^ key) |
        (words[at + 1] ^ header.sequence) |
        (words[at + 2] ^ header.acknowledgement) |
        (words[at + 3] ^ id) |
        (words[at + 4] ^ rest)) ===
      0;
    if (isSame && Math.abs(timestampUs - this.seenUs[entry]) <= duplicateUs) return true;
    words[at] = key;
    words[at + 1] = header.sequence;
    words[at + 2] = header.acknowledgement;
    words[at + 3] = id;
    words[at + 4] = rest;
    this.seenUs[entry] = timestampUs;
    return false;
  }
}
