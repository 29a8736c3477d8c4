/** Community ID v1: one name for a connection in every tool. */
import { createHash } from 'node:crypto';

/** Protocols whose ids include ports: TCP, UDP, SCTP. ICMP is given without types, as "other". */
const protocolsWithPorts = [6, 17, 132];

/**
 * The id of a connection, `1:` and base64 of SHA-1 over seed 0, ordered endpoints, protocol and ports.
 * Addresses are 4 or 16 bytes each, of equal length. Source: https://github.com/corelight/community-id-spec.
 */
export function communityId(
  client: Uint8Array,
  server: Uint8Array,
  protocol: number,
  clientPort: number,
  serverPort: number,
): string {
  const order = Buffer.compare(client, server) || clientPort - serverPort;
  const [first, second] = order <= 0 ? [client, server] : [server, client];
  const [firstPort, secondPort] = order <= 0 ? [clientPort, serverPort] : [serverPort, clientPort];
  const hasPorts = protocolsWithPorts.includes(protocol);
  const tail = Buffer.alloc(hasPorts ? 6 : 2);
  tail.writeUInt8(protocol, 0);
  if (hasPorts) {
    tail.writeUInt16BE(firstPort, 2);
    tail.writeUInt16BE(secondPort, 4);
  }
  const hash = createHash('sha1')
    .update(Buffer.from([0, 0]))
    .update(first)
    .update(second)
    .update(tail);
  return `1:${hash.digest('base64')}`;
}
