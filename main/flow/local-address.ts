/** Which addresses belong to a local network, by what they are set aside for (RFC 1918, 3927, 4193, 4291, 6598). */

/** `length`: 4 or 16 bytes from `at`. */
export function isLocalAddress(data: Uint8Array, at: number, length: 4 | 16): boolean {
  const first = data[at];
  const second = data[at + 1];
  if (length === 16) {
    const isLoopback = first === 0 && data.subarray(at, at + 15).every((byte) => byte === 0) && data[at + 15] === 1;
    return (first & 0xfe) === 0xfc || (first === 0xfe && (second & 0xc0) === 0x80) || isLoopback;
  }
  if (first === 10 || first === 127) return true;
  if (first === 172) return (second & 0xf0) === 16;
  if (first === 192) return second === 168;
  if (first === 169) return second === 254;
  return first === 100 && (second & 0xc0) === 64;
}
