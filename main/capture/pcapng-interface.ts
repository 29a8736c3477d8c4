import { normaliseLinkType } from './link-types';

const twoTo32 = 4_294_967_296;
/** The largest time a JavaScript Date can hold, in microseconds. */
const maxTimestampUs = 8.64e18;

/** One option of a pcapng block: where its value lies. */
type OptionVisitor = (code: number, at: number, length: number) => void;

/** Visits the options in `view[from, to)` up to the end mark or the first one that does not fit. */
export function visitOptions(view: DataView, from: number, to: number, isLittle: boolean, visit: OptionVisitor): void {
  let at = from;
  while (at + 4 <= to) {
    const code = view.getUint16(at, isLittle);
    const length = view.getUint16(at + 2, isLittle);
    if (code === 0 || at + 4 + length > to) return;
    visit(code, at + 4, length);
    at += 4 + ((length + 3) & ~3);
  }
}

/** Reads an unsigned 64-bit number; exact up to 2^53. */
export function readUint64(view: DataView, at: number, isLittle: boolean): number {
  const first = view.getUint32(at, isLittle);
  const second = view.getUint32(at + 4, isLittle);
  return isLittle ? second * twoTo32 + first : first * twoTo32 + second;
}

/** What an Interface Description Block says about the packets that refer to it (draft-ietf-opsawg-pcapng, section 4.2). */
export class PcapngInterface {
  /** Captured bytes per packet at most; 0 is no limit. */
  readonly snapLength: number;
  readonly linkType: number;
  /** The newest count of dropped packets from its statistics blocks. */
  dropped = 0;
  /** Timestamp units per microsecond where that is a whole number, which keeps the arithmetic exact; else 0. */
  private unitsPerUs = 1;
  private usPerUnit = 1;
  private offsetUs = 0;

  /** `view[at, end)` is the whole block. */
  constructor(view: DataView, at: number, end: number, isLittle: boolean) {
    this.linkType = normaliseLinkType(view.getUint16(at + 8, isLittle));
    this.snapLength = view.getUint32(at + 12, isLittle);
    visitOptions(view, at + 16, end - 4, isLittle, (code, valueAt, length) => {
      if (code === 9 && length >= 1) this.setResolution(view.getUint8(valueAt));
      if (code === 14 && length >= 8) this.offsetUs = Number(view.getBigInt64(valueAt, isLittle)) * 1e6;
    });
  }

  /** The if_tsresol octet: the negative exponent of ten, or of two where the highest bit is set. */
  private setResolution(octet: number): void {
    const unitsPerSecond = (octet & 0x80) !== 0 ? 2 ** (octet & 0x7f) : 10 ** octet;
    const units = unitsPerSecond / 1e6;
    // Up to 2^21 the remainder of the upper word, shifted by 32 bits, still is an exact number.
    this.unitsPerUs = Number.isInteger(units) && units < 2 ** 21 ? units : 0;
    this.usPerUnit = 1e6 / unitsPerSecond;
  }

  /** Microseconds since the epoch of a timestamp given as its two 32-bit halves. */
  toMicroseconds(high: number, low: number): number {
    let us: number;
    const units = this.unitsPerUs;
    if (units === 0) {
      us = (high * twoTo32 + low) * this.usPerUnit;
    } else {
      const whole = Math.floor(high / units);
      us = whole * twoTo32 + ((high - whole * units) * twoTo32 + low) / units;
    }
    us += this.offsetUs;
    return us > maxTimestampUs ? maxTimestampUs : us < -maxTimestampUs ? -maxTimestampUs : us;
  }
}
