import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';

const BASE_BYTES = 24;
const ADDRESS_BYTES = 6;
const QOS_BYTES = 2;
const HT_CONTROL_BYTES = 4;
/** Destination, source and length of the first frame of an aggregate. */
const AGGREGATE_BYTES = 14;

/**
 * Reads an IEEE 802.11 frame (IEEE 802.11-2020 clause 9.2). Only data frames that are not protected can be IP; of an
 * aggregate (A-MSDU) the first frame is read.
 */
export function readIeee80211(data: Uint8Array, cursor: LayerCursor): Step {
  return readFrame(data, cursor, 1);
}

/** Reads a frame whose driver padded the header to a multiple of four bytes, as radiotap's flags may say. */
export function readPaddedIeee80211(data: Uint8Array, cursor: LayerCursor): Step {
  return readFrame(data, cursor, 4);
}

function readFrame(data: Uint8Array, cursor: LayerCursor, alignment: number): Step {
  const start = cursor.position;
  if (start + 2 > cursor.capturedEnd) return outcomeOfShort(cursor, 2);
  const type = (data[start] >> 2) & 3;
  const subtype = data[start] >> 4;
  const flags = data[start + 1];
  const isData = type === 2 && (subtype & 4) === 0;
  const isProtected = (flags & 0x40) !== 0;
  if (!isData || isProtected) return DecodeOutcome.notIp;

  let length = BASE_BYTES;
  if ((flags & 3) === 3) length += ADDRESS_BYTES;
  let isAggregate = false;
  if ((subtype & 8) !== 0) {
    if (start + length >= cursor.capturedEnd) return outcomeOfShort(cursor, length + QOS_BYTES);
    isAggregate = (data[start + length] & 0x80) !== 0;
    length += QOS_BYTES;
    if ((flags & 0x80) !== 0) length += HT_CONTROL_BYTES;
  }
  length = Math.ceil(length / alignment) * alignment;
  cursor.position = start + (isAggregate ? length + AGGREGATE_BYTES : length);
  return Layer.llc;
}
