import { copyPacketHeader, resetPacketHeader } from './reset-packet-header';
import { DecodeOutcome, PacketHeader } from './packet-header';

/** The layers a packet can hold next. Numbers above every `DecodeOutcome`, so that one number says "go on" or "done". */
export const Layer = {
  /** A packet of the link type in `cursor.type`. */
  link: 16,
  ethernet: 17,
  /** What the EtherType in `cursor.type` names. */
  etherType: 18,
  /** IEEE 802.2 LLC. */
  llc: 19,
  /** IPv4 or IPv6, told apart by the version nibble. */
  ip: 20,
  ipv4: 21,
  ipv6: 22,
  /** What `header.protocol` names. */
  transport: 23,
  gre: 24,
  mpls: 25,
  ppp: 26,
  pppoe: 27,
  ieee80211: 28,
  /** What UDP carries on the port in `cursor.type`. */
  udpTunnel: 29,
  /** Network Service Header. */
  serviceHeader: 30,
} as const;
export type Layer = (typeof Layer)[keyof typeof Layer];

/** What a reader found: the layer to read next, or what became of the packet. */
export type Step = DecodeOutcome | Layer;

/** Tunnels inside each other; a deeper one counts as the connection itself. */
const MAX_TUNNELS = 8;

/** Where the reading of one packet stands. One instance serves every packet. */
export class LayerCursor {
  /** Position of the layer to read. */
  position = 0;
  /** Position after the last captured byte of this layer. */
  capturedEnd = 0;
  /** Position at which this layer ends on the wire; at `capturedEnd`, or beyond it where the capture cut the packet. */
  wireEnd = 0;
  /** Position at which the whole frame ends on the wire. */
  frameEnd = 0;
  /** EtherType, link type or port, as the layer asks for. */
  type = 0;
  /** IP headers unwrapped so far. */
  tunnels = 0;
  /** The tunnel was guessed from a port, so what it holds has to prove it. */
  isGuess = false;
  /** The header of the packet that carries this tunnel. */
  readonly carrier = new PacketHeader();
}

/** Puts the cursor at the start of a packet. */
export function startPacket(cursor: LayerCursor, offset: number, capturedLength: number, wireLength: number): void {
  cursor.position = offset;
  cursor.capturedEnd = offset + capturedLength;
  cursor.wireEnd = offset + (wireLength > capturedLength ? wireLength : capturedLength);
  cursor.frameEnd = cursor.wireEnd;
  cursor.type = 0;
  cursor.tunnels = 0;
  cursor.isGuess = false;
}

/** What to report when the layer at the cursor needs `length` bytes and has fewer. */
export function outcomeOfShort(cursor: LayerCursor, length: number): DecodeOutcome {
  return cursor.position + length > cursor.wireEnd ? DecodeOutcome.malformed : DecodeOutcome.truncated;
}

/** Ends the layer at the cursor `length` bytes after `start`, as a length field says; what follows is padding. */
export function boundLayer(cursor: LayerCursor, start: number, length: number): void {
  if (start + length < cursor.wireEnd) cursor.wireEnd = start + length;
  if (cursor.capturedEnd > cursor.wireEnd) cursor.capturedEnd = cursor.wireEnd;
}

/**
 * The length to believe when an IP header claims `claimed` bytes, or 0 if none can be right. A claim beyond the end of the
 * frame is believed, because tools that cut packets lose their length on the wire and mirrors cut what they send. A claim
 * beyond the end of an outer length field counts padding as data, as some routers do, and is cut; a guessed tunnel proves
 * nothing with it.
 */
export function believableLength(cursor: LayerCursor, claimed: number): number {
  const onWire = cursor.wireEnd - cursor.position;
  if (claimed <= onWire) return claimed;
  if (cursor.isGuess && !cursor.carrier.hasMoreFragments) return 0;
  return cursor.wireEnd < cursor.frameEnd ? onWire : claimed;
}

/**
 * Goes from the packet in `header` into the one it carries at `layer`. The carrier is kept: it counts itself when what it
 * carries is not IP, when a guess fails, or beyond eight tunnels.
 */
export function enterTunnel(cursor: LayerCursor, header: PacketHeader, layer: Layer, isGuess: boolean): Step {
  if (cursor.tunnels >= MAX_TUNNELS) return DecodeOutcome.decoded;
  cursor.tunnels++;
  cursor.isGuess = isGuess;
  copyPacketHeader(header, cursor.carrier);
  resetPacketHeader(header);
  header.macOffset = cursor.carrier.macOffset;
  return layer;
}

/** The packet's outcome, once the innermost layer gave `outcome`; puts the carrier back where it has to count itself. */
export function leaveTunnel(cursor: LayerCursor, header: PacketHeader, outcome: DecodeOutcome): DecodeOutcome {
  if (outcome === DecodeOutcome.decoded || cursor.tunnels === 0) return outcome;
  if (outcome !== DecodeOutcome.notIp && !cursor.isGuess) return outcome;
  copyPacketHeader(cursor.carrier, header);
  return DecodeOutcome.decoded;
}
