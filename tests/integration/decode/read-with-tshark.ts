import { spawnSync } from 'node:child_process';

/** What one packet is to either decoder: the innermost IP packet, or null where there is none. */
export interface PacketSummary {
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'other';
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly ttl: number;
  /** TCP only, else 0. */
  readonly tcpFlags: number;
  readonly sequence: number;
  readonly window: number;
  /** Bytes after the TCP or UDP header; 0 for others, null where the decoders mean different things by it. */
  readonly payloadLength: number | null;
}

const transports = ['tcp', 'udp', 'sctp'] as const;

const fields = [
  'frame.protocols',
  'ip.src',
  'ip.dst',
  'ipv6.src',
  'ipv6.dst',
  'ip.ttl',
  'ipv6.hlim',
  'tcp.flags',
  'tcp.seq_raw',
  'tcp.window_size_value',
  'tcp.len',
  'udp.length',
  '_ws.malformed',
  '_ws.expert.group',
  ...transports.flatMap((transport) => [`${transport}.srcport`, `${transport}.dstport`]),
];

/** Each packet on its own, as Kanaria reads it: nothing put together from fragments, no names. */
const options = [
  'ip.defragment:FALSE',
  'ipv6.defragment:FALSE',
  'tcp.desegment_tcp_streams:FALSE',
  'tcp.analyze_sequence_numbers:FALSE',
];

/** Layers that may stand between two IP headers of one packet. A packet found behind any other layer is quoted, not carried. */
const carriers = new Set(
  (
    'ah arubagre cdp cfp chdlc cmd data eompls erspan erspan3 eth ethertype etherip geneve gre gtp hdlc ieee8021ad ieee8021ah ' +
    'ip ipv6 ipv6.dstopts ipv6.fraghdr ipv6.hopopts ipv6.routing ipv6.shim6 l2tp llc mpls nsh null ppi ppp pppoes pw pwethcw ' +
    'pwethheuristic pwethnocw radiotap sll teredo tzsp udp vlan vxlan wlan wlan_radio'
  ).split(' '),
);

/** One packet as tshark sees it. */
export interface TsharkPacket {
  readonly summary: PacketSummary | null;
  /** tshark found something wrong with it. */
  readonly isDoubtful: boolean;
  /** The layers, such as `eth:ethertype:ip:tcp`. */
  readonly layers: string;
}

/** Expert groups "malformed" and "protocol" of Wireshark's epan/proto.h. */
const wrong = new Set([0x07000000, 0x09000000]);

/** What tshark says about every packet of a capture, in order. */
export function readWithTshark(file: string): TsharkPacket[] {
  const args = ['-r', file, '-n', '-T', 'fields', '-E', 'occurrence=a', '-E', 'aggregator=,', '-E', 'separator=/t'];
  for (const option of options) args.push('-o', option);
  for (const field of fields) args.push('-e', field);
  const { stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return stdout.split('\n').slice(0, -1).map(readLine);
}

function readLine(line: string): TsharkPacket {
  const values = line.split('\t');
  const valueOf = (field: string): string => values[fields.indexOf(field)] ?? '';
  const groups = valueOf('_ws.expert.group').split(',').map(Number);
  return {
    summary: summarise(values),
    isDoubtful: valueOf('_ws.malformed') !== '' || groups.some((group) => wrong.has(group)),
    layers: valueOf('frame.protocols'),
  };
}

function summarise(values: readonly string[]): PacketSummary | null {
  const valuesOf = (field: string): string[] => (values[fields.indexOf(field)] ?? '').split(',').filter(Boolean);
  const seen = new Map<string, number>();
  let innermost: string | null = null;
  let transport: PacketSummary['protocol'] = 'other';
  for (const layer of valuesOf('frame.protocols')[0]?.split(':') ?? []) {
    if (layer === 'ip' || layer === 'ipv6') {
      innermost = layer;
      transport = 'other';
    }
    if (innermost !== null && isTransport(layer)) transport = layer;
    seen.set(layer, (seen.get(layer) ?? 0) + 1);
    if (innermost !== null && !carriers.has(layer)) break;
  }
  if (innermost === null) return null;
  const at = (seen.get(innermost) ?? 1) - 1;
  const transportAt = (seen.get(transport) ?? 1) - 1;
  const numberOf = (field: string): number => Number(valuesOf(field)[transportAt] ?? 0);
  const isTcp = transport === 'tcp';
  return {
    source: valuesOf(`${innermost}.src`)[at] ?? '',
    destination: valuesOf(`${innermost}.dst`)[at] ?? '',
    protocol: transport,
    sourcePort: transport === 'other' ? 0 : numberOf(`${transport}.srcport`),
    destinationPort: transport === 'other' ? 0 : numberOf(`${transport}.dstport`),
    ttl: Number(valuesOf(innermost === 'ip' ? 'ip.ttl' : 'ipv6.hlim')[at] ?? 0),
    tcpFlags: isTcp ? numberOf('tcp.flags') & 255 : 0,
    sequence: isTcp ? numberOf('tcp.seq_raw') : 0,
    window: isTcp ? numberOf('tcp.window_size_value') : 0,
    payloadLength: isTcp ? numberOf('tcp.len') : transport === 'udp' ? numberOf('udp.length') - 8 : 0,
  };
}

function isTransport(layer: string): layer is (typeof transports)[number] {
  return (transports as readonly string[]).includes(layer);
}
