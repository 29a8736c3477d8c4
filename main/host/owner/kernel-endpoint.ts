/** Addresses and ports as /proc/net/tcp and its kin write them. */
import { endianness } from 'node:os';
import type { Endpoint } from '../../../shared/connection';
import { parseAddress } from '../../decode/parse-address';

const mappedPrefix = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]);
const isLittle = endianness() === 'LE';

/** Such as `0100007F:1F90`; with `isIpv6` in the longer form, IPv4 as mapped. null: not an address of this length. */
export function toKernelEndpoint({ address, port }: Endpoint, isIpv6: boolean): string | null {
  const bytes = parseAddress(address);
  if (bytes === null || (bytes.length === 16 && !isIpv6)) return null;
  const long = bytes.length === 16 || !isIpv6 ? bytes : new Uint8Array([...mappedPrefix, ...bytes]);
  return `${toKernelAddress(long)}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** In words of 32 bits, each in the machine's own byte order. */
function toKernelAddress(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const word = bytes.subarray(at, at + 4);
    const ordered = isLittle ? [...word].reverse() : [...word];
    text += ordered.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
  }
  return text;
}
