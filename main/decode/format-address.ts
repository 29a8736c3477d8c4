/**
 * Writes the address at `offset` as RFC 5952 has it, without zone: `192.0.2.1`, `2001:db8::1`, `::ffff:192.0.2.1`.
 * `length` is that of the address in bytes.
 */
export function formatAddress(data: Uint8Array, offset: number, length: 4 | 16): string {
  if (length === 4) return formatIpv4(data, offset);
  if (isIpv4Mapped(data, offset)) return `::ffff:${formatIpv4(data, offset + 12)}`;
  const groups: string[] = [];
  for (let at = offset; at < offset + 16; at += 2) groups.push(((data[at] << 8) | data[at + 1]).toString(16));
  const { start, count } = longestZeroRun(groups);
  if (count < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + count).join(':')}`;
}

function formatIpv4(data: Uint8Array, offset: number): string {
  return `${data[offset]}.${data[offset + 1]}.${data[offset + 2]}.${data[offset + 3]}`;
}

/** RFC 4291 section 2.5.5.2. */
function isIpv4Mapped(data: Uint8Array, offset: number): boolean {
  for (let at = offset; at < offset + 10; at++) if (data[at] !== 0) return false;
  return data[offset + 10] === 0xff && data[offset + 11] === 0xff;
}

/** The first of the longest runs of zero groups (RFC 5952 section 4.2). */
function longestZeroRun(groups: readonly string[]): { start: number; count: number } {
  const longest = { start: 0, count: 0 };
  let count = 0;
  groups.forEach((group, index) => {
    count = group === '0' ? count + 1 : 0;
    if (count > longest.count) {
      longest.start = index + 1 - count;
      longest.count = count;
    }
  });
  return longest;
}
