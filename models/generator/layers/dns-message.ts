/** DNS messages (RFC 1035, section 4; RFC 3596). */

/** A query for the address of `name`. */
export function dnsQuery(id: number, name: string, isIpv6 = false): Uint8Array {
  return Uint8Array.from([id >>> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...questionOf(name, isIpv6)]);
}

/** Its answer, with addresses of 4 or 16 bytes. */
export function dnsAnswer(id: number, name: string, addresses: readonly Uint8Array[]): Uint8Array {
  const isIpv6 = addresses.length > 0 && addresses[0].length === 16;
  const records = addresses.flatMap((address) => [
    0xc0,
    12,
    0,
    isIpv6 ? 28 : 1,
    0,
    1,
    0,
    0,
    1,
    44,
    0,
    address.length,
    ...address,
  ]);
  return Uint8Array.from([
    id >>> 8,
    id & 255,
    0x81,
    0x80,
    0,
    1,
    0,
    addresses.length,
    0,
    0,
    0,
    0,
    ...questionOf(name, isIpv6),
    ...records,
  ]);
}

function questionOf(name: string, isIpv6: boolean): number[] {
  const labels = name
    .split('.')
    .flatMap((label) => [label.length, ...Array.from(label, (letter) => letter.charCodeAt(0))]);
  return [...labels, 0, 0, isIpv6 ? 28 : 1, 0, 1];
}
