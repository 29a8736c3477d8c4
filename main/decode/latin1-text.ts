/** Text out of payload bytes: a pure zone has neither Buffer nor TextDecoder. */

const chunkBytes = 4096;

/** The bytes `from .. to` as text, one character per byte (ISO 8859-1), which keeps ASCII and JSON syntax intact. */
export function latin1Text(data: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += chunkBytes) {
    const chunk: ArrayLike<number> = data.subarray(at, Math.min(at + chunkBytes, to));
    text += String.fromCharCode.apply(null, chunk as number[]);
  }
  return text;
}

/** A text fit for showing: control characters removed, cut to 128 characters; null when nothing is left. */
export function shownText(text: string): string | null {
  // eslint-disable-next-line no-control-regex
  const clean = text.slice(0, 512).replace(/[\u0000-\u001f\u007f-\u009f]+/g, '');
  return clean.trim().slice(0, 128) || null;
}
