/** The unsigned 16-bit big-endian number at `position`; the caller has checked the bounds. */
export function readUint16(data: Uint8Array, position: number): number {
  return (data[position] << 8) | data[position + 1];
}

/** The unsigned 32-bit big-endian number at `position`; the caller has checked the bounds. */
export function readUint32(data: Uint8Array, position: number): number {
  return ((data[position] << 24) | (data[position + 1] << 16) | (data[position + 2] << 8) | data[position + 3]) >>> 0;
}

/** The unsigned 16-bit little-endian number at `position`; the caller has checked the bounds. */
export function readUint16Le(data: Uint8Array, position: number): number {
  return data[position] | (data[position + 1] << 8);
}

/** The unsigned 32-bit little-endian number at `position`; the caller has checked the bounds. */
export function readUint32Le(data: Uint8Array, position: number): number {
  return (data[position] | (data[position + 1] << 8) | (data[position + 2] << 16) | (data[position + 3] << 24)) >>> 0;
}
