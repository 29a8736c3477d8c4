import type { PacketHeader } from './packet-header';

const ENTRIES = 1024;
const WAYS = 4;
const KEY_BYTES = 32;
/** Longest time a packet may take to be put together again (RFC 8200 section 4.5). */
const LIFETIME_US = 60e6;

/**
 * Remembers the ports of first fragments, so that later fragments, which carry none, count to the same connection. Bounded:
 * the oldest of four candidates gives way. Call it only for packets that are fragments.
 */
export class FragmentTable {
  /** Source and destination address of each entry, IPv4 in the first 8 bytes. */
  private readonly addresses = new Uint8Array(ENTRIES * KEY_BYTES);
  /** Identification, protocol and version as one number, so that no address is compared in vain; -1 for empty. */
  private readonly tags = new Float64Array(ENTRIES).fill(-1);
  private readonly seenUs = new Float64Array(ENTRIES);
  private readonly protocols = new Uint8Array(ENTRIES);
  private readonly sourcePorts = new Uint16Array(ENTRIES);
  private readonly destinationPorts = new Uint16Array(ENTRIES);

  /**
   * Learns the ports of a first fragment, or puts those learnt into the header of a later one. False where the first
   * fragment was not seen within the last minute: the header then keeps its ports of 0. `data` is what the header was
   * decoded from.
   */
  resolve(data: Uint8Array, header: PacketHeader, timestampUs: number): boolean {
    if (header.ipVersion === 0) return false;
    const length = header.ipVersion === 4 ? 8 : 32;
    const tag = tagOf(header);
    const bucket = hash(data, header.addressOffset, length, tag) * WAYS;
    let entry = this.find(data, header.addressOffset, length, tag, bucket);
    if (header.fragmentOffset === 0) {
      if (entry < 0) entry = this.replaceOldest(data, header.addressOffset, length, tag, bucket);
      this.seenUs[entry] = timestampUs;
      this.protocols[entry] = header.protocol;
      this.sourcePorts[entry] = header.sourcePort;
      this.destinationPorts[entry] = header.destinationPort;
      return true;
    }
    // Clocks jump back: only the distance counts.
    if (entry < 0 || Math.abs(timestampUs - this.seenUs[entry]) > LIFETIME_US) return false;
    header.protocol = this.protocols[entry];
    header.sourcePort = this.sourcePorts[entry];
    header.destinationPort = this.destinationPorts[entry];
    return true;
  }

  private find(data: Uint8Array, offset: number, length: number, tag: number, bucket: number): number {
    for (let entry = bucket; entry < bucket + WAYS; entry++) {
      if (this.tags[entry] === tag && this.hasAddresses(entry, data, offset, length)) return entry;
    }
    return -1;
  }

  private hasAddresses(entry: number, data: Uint8Array, offset: number, length: number): boolean {
    const start = entry * KEY_BYTES;
    for (let at = 0; at < length; at++) if (this.addresses[start + at] !== data[offset + at]) return false;
    return true;
  }

  private replaceOldest(data: Uint8Array, offset: number, length: number, tag: number, bucket: number): number {
    let oldest = bucket;
    for (let entry = bucket; entry < bucket + WAYS; entry++) {
      if (this.tags[entry] < 0) {
        oldest = entry;
        break;
      }
      if (this.seenUs[entry] < this.seenUs[oldest]) oldest = entry;
    }
    this.tags[oldest] = tag;
    for (let at = 0; at < length; at++) this.addresses[oldest * KEY_BYTES + at] = data[offset + at];
    return oldest;
  }
}

/**
 * What tells packets between two addresses apart: for IPv4 identification and protocol (RFC 791 section 3.2), for IPv6
 * the identification alone (RFC 8200 section 4.5), since a later fragment names the first header, not the last.
 */
function tagOf(header: PacketHeader): number {
  return header.ipVersion === 4 ? header.ipId * 256 + header.protocol : 0x1000000 + header.ipId;
}

/** FNV-1a over the addresses and the tag, as a bucket number. */
function hash(data: Uint8Array, offset: number, length: number, tag: number): number {
  let value = 0x811c9dc5 ^ tag;
  for (let at = offset; at < offset + length; at++) value = Math.imul(value ^ data[at], 0x01000193);
  value ^= value >>> 15;
  return (value >>> 0) % (ENTRIES / WAYS);
}
