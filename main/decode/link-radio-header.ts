import { readIeee80211, readPaddedIeee80211 } from './link-ieee80211';
import { outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16Le, readUint32, readUint32Le } from './read-integer';

const RADIOTAP_BYTES = 8;
const PRISM_BYTES = 144;
const AVS_BYTES = 64;
const AVS_MAGIC = 0x80211000;

/** Steps over a radiotap header (radiotap.org) to the 802.11 frame. */
export function readRadiotap(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + RADIOTAP_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, RADIOTAP_BYTES);
  const length = readUint16Le(data, start + 2);
  if (data[start] !== 0 || length < RADIOTAP_BYTES) return DecodeOutcome.malformed;
  const isPadded = hasDataPad(data, start, Math.min(start + length, cursor.capturedEnd));
  cursor.position = start + length;
  return isPadded ? readPaddedIeee80211(data, cursor) : readIeee80211(data, cursor);
}

/** Reads the bit "frame has padding between header and payload" of the flags field. */
function hasDataPad(data: Uint8Array, start: number, end: number): boolean {
  const present = readUint32Le(data, start + 4);
  if ((present & 2) === 0) return false;
  let position = start + 4;
  while (position + 4 <= end && data[position + 3] >= 0x80) position += 4;
  position += 4;
  if ((present & 1) !== 0) position = start + ((position - start + 7) & ~7) + 8; // the time stamp stands first, aligned
  return position < end && (data[position] & 0x20) !== 0;
}

/** Steps over a Prism or AVS header (LINKTYPE_IEEE802_11_PRISM, LINKTYPE_IEEE802_11_AVS) to the 802.11 frame. */
export function readPrismOrAvs(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + 8 > cursor.capturedEnd) return outcomeOfShort(cursor, 8);
  const isAvs = (readUint32(data, start) & ~0xfff) >>> 0 === AVS_MAGIC;
  const length = isAvs ? readUint32(data, start + 4) : PRISM_BYTES;
  if (isAvs && (length < AVS_BYTES || length > cursor.wireEnd - start)) return DecodeOutcome.malformed;
  cursor.position = start + length;
  return readIeee80211(data, cursor);
}
