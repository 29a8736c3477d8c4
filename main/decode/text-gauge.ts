/** Bytes looked at of each segment. */
const bytesOfSegment = 32;
/** Fewer bytes than this tell nothing. */
const leastBytes = 32;
/** What is no text after so many bytes does not become text any more. */
const enoughBytes = 1024;
/** Share of bytes from which on a direction counts as plain text; of encrypted ones two in five look like it. */
const leastShare = 0.97;

/** Tells whether what one end of a connection sends is plain text: printable ASCII, tabs and line ends. */
export class TextGauge {
  private seen = 0;
  private printable = 0;

  /** Looks at the beginning of a segment. */
  see(data: Uint8Array, offset: number, length: number): void {
    if (this.seen >= enoughBytes && !this.isText) return;
    const end = offset + Math.min(length, bytesOfSegment);
    for (let at = offset; at < end; at++) {
      const byte = data[at];
      if ((byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d)) this.printable++;
    }
    this.seen += end - offset;
  }

  /** Of all segments so far: an encryption that begins later soon outweighs the words before it. */
  get isText(): boolean {
    return this.seen >= leastBytes && this.printable >= leastShare * this.seen;
  }
}
