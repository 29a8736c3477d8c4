/** The position of the first `byte` in `from .. to`, or -1. Never looks behind `to`, where other packets lie. */
export function findByte(data: Uint8Array, byte: number, from: number, to: number): number {
  for (let at = from; at < to; at++) if (data[at] === byte) return at;
  return -1;
}
