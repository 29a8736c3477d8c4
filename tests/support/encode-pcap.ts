import { PcapEncoder } from '../../main/capture/pcap-encoder';

/** A packet to be written: its bytes as captured, and their true length where they were cut. */
export interface RawPacket {
  /** Microseconds since the Unix epoch. */
  readonly timestampUs: number;
  readonly data: Uint8Array;
  /** Bytes on the wire; the length of `data` where it is not given. */
  readonly wireLength?: number;
}

/** A whole pcap file (little-endian, LINKTYPE 1 unless given, microseconds unless asked otherwise) of these packets. */
export function encodePcap(
  packets: Iterable<RawPacket>,
  options: { linkType?: number; isNanosecond?: boolean } = {},
): Uint8Array {
  const linkType = options.linkType ?? 1;
  const encoder = new PcapEncoder({ ...options, linkType });
  encoder.start();
  for (const { data, timestampUs, wireLength } of packets) {
    encoder.add(data, 0, data.length, wireLength ?? data.length, timestampUs, linkType);
  }
  return encoder.take();
}
