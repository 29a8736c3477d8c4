import type { Endpoint } from '../../../shared/connection';
import { formatAddress } from '../../decode/format-address';
import { parseAddress } from '../../decode/parse-address';

/**
 * An address and a port as `lsof` and `netstat` write them: `192.0.2.1:443`, `[2001:db8::1]:443`, `192.0.2.1.443`
 * (`separator` a point), with a zone, or `*` for all addresses. IPv4 that is mapped into IPv6 comes out as IPv4, and all addresses as `*`.
 * null: it is not that.
 */
export function splitEndpoint(text: string, separator: ':' | '.' = ':'): Endpoint | null {
  const at = text.lastIndexOf(separator);
  if (at <= 0) return null;
  const portText = text.slice(at + 1);
  const port = portText === '*' ? 0 : Number(portText);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return null;
  const inner = text
    .slice(0, at)
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '');
  if (inner === '*' || inner === '0.0.0.0' || inner === '::') return { address: '*', port };
  const bytes = parseAddress(inner);
  if (bytes === null) return null;
  const isMapped = bytes.length === 16 && bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff;
  const own = isMapped ? bytes.subarray(12) : bytes;
  return { address: formatAddress(own, 0, own.length === 4 ? 4 : 16), port };
}
