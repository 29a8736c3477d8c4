import { addressText } from './address-book';
import type { PacketRun } from './packet-run';
import type { Talk } from './talk';
import type { Segment } from './tcp-model';
import { writeTcpPackets, writeUdpPackets, type WriteOptions } from './write-packets';

export type Label = 'mining' | 'benign';

/** What really happened, in the words of labels.json; null for benign traffic. */
export type MiningOutcome = 'session' | 'short-with-work' | 'rejected-or-probe';

/** One connection with what it really is. */
export interface GeneratedConnection {
  readonly label: Label;
  /** Dialect or application and what carries it: `mining/cryptonote/tls`. */
  readonly kind: string;
  /** The pool, application or host it is an instance of: never split a group between training and test. */
  readonly group: string;
  readonly outcome: MiningOutcome | null;
  readonly isEncrypted: boolean;
  /** The capture begins after the handshake. */
  readonly isCutAtStart: boolean;
  readonly protocol: 'tcp' | 'udp';
  readonly client: { readonly address: string; readonly port: number };
  readonly server: { readonly address: string; readonly port: number; readonly name: string };
  readonly durationSeconds: number;
  /** Its packets in time order, Ethernet. */
  readonly packets: PacketRun;
}

/** What is known of a connection before its packets are written. */
export interface Description {
  readonly label: Label;
  readonly kind: string;
  readonly group: string;
  readonly isEncrypted: boolean;
  /** A miner was turned away: no work was handed out. */
  readonly isRefused: boolean;
  readonly isCutAtStart: boolean;
  readonly serverName: string;
}

/** Writes the packets of a TCP connection. */
export function connectTcp(
  segments: readonly Segment[],
  description: Description,
  ends: WriteOptions,
): GeneratedConnection {
  return complete(description, ends, 'tcp', writeTcpPackets(segments, ends));
}

/** Writes each message as a datagram. */
export function connectUdp(talk: Talk, description: Description, ends: WriteOptions): GeneratedConnection {
  return complete(description, ends, 'udp', writeUdpPackets(talk, ends));
}

function complete(
  description: Description,
  ends: WriteOptions,
  protocol: 'tcp' | 'udp',
  packets: PacketRun,
): GeneratedConnection {
  const { label, kind, group, isEncrypted, isRefused, isCutAtStart, serverName } = description;
  const { count, timestampsUs } = packets;
  const durationSeconds = count < 2 ? 0 : (timestampsUs[count - 1] - timestampsUs[0]) / 1e6;
  const hasLasted = durationSeconds >= 10 && count >= 10;
  return {
    label,
    kind,
    group,
    outcome: label === 'benign' ? null : isRefused ? 'rejected-or-probe' : hasLasted ? 'session' : 'short-with-work',
    isEncrypted,
    isCutAtStart,
    protocol,
    client: { address: addressText(ends.client.address), port: ends.client.port },
    server: { address: addressText(ends.server.address), port: ends.server.port, name: serverName },
    durationSeconds,
    packets,
  };
}
