import { spawnSync } from 'node:child_process';

/** One TCP packet as tshark follows it. */
export interface FollowedPacket {
  /** Number of the packet in the file, from 1. */
  readonly frame: number;
  readonly stream: number;
  readonly sourcePort: number;
  readonly payloadLength: number;
  /** tshark takes its payload for a repetition, or is in doubt about its order. */
  readonly isDoubtful: boolean;
}

const doubts = ['retransmission', 'fast_retransmission', 'spurious_retransmission', 'out_of_order', 'keep_alive'];
const fields = ['frame.number', 'tcp.stream', 'tcp.srcport', 'tcp.len'];

/** The TCP packets of a capture, in order; of nested ones the innermost. */
export function followWithTshark(file: string): FollowedPacket[] {
  const args = ['-r', file, '-n', '-Y', 'tcp', '-T', 'fields', '-E', 'occurrence=l', '-E', 'separator=/t'];
  args.push('-o', 'tcp.desegment_tcp_streams:FALSE', '-o', 'ip.defragment:FALSE', '-o', 'ipv6.defragment:FALSE');
  for (const field of [...fields, ...doubts.map((doubt) => `tcp.analysis.${doubt}`)]) args.push('-e', field);
  const { stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return stdout.split('\n').slice(0, -1).map(readLine);
}

function readLine(line: string): FollowedPacket {
  const [frame, stream, sourcePort, payloadLength, ...doubt] = line.split('\t');
  return {
    frame: Number(frame),
    stream: Number(stream),
    sourcePort: Number(sourcePort),
    payloadLength: Number(payloadLength),
    isDoubtful: doubt.some((value) => value !== ''),
  };
}
