/** Builds packets layer by layer, outermost call first: `ethernet(0x0800, ipv4({ protocol: 6 }, tcp({}, [])))`. */

export type Bytes = readonly number[];

/** Bytes of hexadecimal text; blanks are ignored. */
export function hex(text: string): Bytes {
  return (text.replace(/\s/g, '').match(/../g) ?? []).map((pair) => parseInt(pair, 16));
}

export function uint16(value: number): Bytes {
  return [(value >> 8) & 255, value & 255];
}

export function uint32(value: number): Bytes {
  return [...uint16(value >>> 16), ...uint16(value & 0xffff)];
}

/** Addresses of the packets that count, and of the tunnels that carry them. */
export const inner = { source4: [10, 0, 0, 1], destination4: [10, 0, 0, 2] };
export const outer = { source4: [192, 0, 2, 1], destination4: [192, 0, 2, 2] };

export function ethernet(type: number, payload: Bytes): Bytes {
  return [...hex('02 00 00 00 00 02 02 00 00 00 00 01'), ...uint16(type), ...payload];
}

export interface Ipv4Fields {
  protocol: number;
  source?: Bytes;
  destination?: Bytes;
  id?: number;
  /** The word of flags and fragment offset. */
  fragment?: number;
  options?: Bytes;
  totalLength?: number;
  firstByte?: number;
}

export function ipv4(fields: Ipv4Fields, payload: Bytes): Bytes {
  const options = fields.options ?? [];
  return [
    fields.firstByte ?? 0x45 + options.length / 4,
    0,
    ...uint16(fields.totalLength ?? 20 + options.length + payload.length),
    ...uint16(fields.id ?? 7),
    ...uint16(fields.fragment ?? 0),
    61,
    fields.protocol,
    0,
    0,
    ...(fields.source ?? inner.source4),
    ...(fields.destination ?? inner.destination4),
    ...options,
    ...payload,
  ];
}

/** 2001:db8::1 and 2001:db8::2. */
export const source6 = [...hex('20010db8'), ...new Array<number>(11).fill(0), 1];
export const destination6 = [...hex('20010db8'), ...new Array<number>(11).fill(0), 2];

export function ipv6(next: number, payload: Bytes, payloadLength = payload.length): Bytes {
  return [...hex('60000000'), ...uint16(payloadLength), next, 57, ...source6, ...destination6, ...payload];
}

export interface TcpFields {
  sourcePort?: number;
  destinationPort?: number;
  flags?: number;
  options?: Bytes;
  dataOffset?: number;
}

export function tcp(fields: TcpFields, payload: Bytes): Bytes {
  const options = fields.options ?? [];
  return [
    ...uint16(fields.sourcePort ?? 50_000),
    ...uint16(fields.destinationPort ?? 3333),
    ...uint32(0xfedcba98),
    ...uint32(0x89abcdef),
    ((fields.dataOffset ?? 5 + options.length / 4) << 4) & 255,
    fields.flags ?? 0x18,
    ...uint16(0x1234),
    ...uint16(0xbeef),
    0,
    0,
    ...options,
    ...payload,
  ];
}

export function udp(sourcePort: number, destinationPort: number, payload: Bytes, length = 8 + payload.length): Bytes {
  return [...uint16(sourcePort), ...uint16(destinationPort), ...uint16(length), ...uint16(0xbeef), ...payload];
}

/** The packet that every encapsulation carries here: 10.0.0.1:50000 > 10.0.0.2:3333 with four bytes of payload. */
export const carried = ipv4({ protocol: 6 }, tcp({}, [1, 2, 3, 4]));

/** The same over IPv6. */
export const carried6 = ipv6(6, tcp({}, [1, 2, 3, 4]));

/** An IPv4 packet between tunnel ends. */
export function tunnel(protocol: number, payload: Bytes): Bytes {
  return ipv4({ protocol, source: outer.source4, destination: outer.destination4 }, payload);
}
