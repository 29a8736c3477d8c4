import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PcapEncoder } from '../../../main/capture/pcap-encoder';
import { inNamespace } from '../../support/netns';

const frameBytes = 1000;

/** Sends `count` UDP packets of 1,000 bytes, every second one to port 3333 and the others to port 53, with tcpreplay. */
export function replayPackets(end: { namespace: string; interfaceName: string }, count: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'kanaria-replay-'));
  const file = path.join(folder, 'packets.pcap');
  const encoder = new PcapEncoder({ linkType: 1 });
  encoder.start();
  for (let at = 0; at < count; at++) {
    encoder.add(makeFrame(at % 2 === 0 ? 3333 : 53), 0, frameBytes, frameBytes, at * 1000, 1);
  }
  writeFileSync(file, encoder.take());
  const [command, args] = inNamespace(end.namespace, 'tcpreplay', '-q', '-i', end.interfaceName, '--pps', '2000', file);
  execFileSync(command, args, { stdio: 'pipe' });
  rmSync(folder, { recursive: true });
}

/** Ethernet, IPv4 without options, UDP, zeros. */
function makeFrame(port: number): Uint8Array {
  const frame = new Uint8Array(frameBytes);
  const view = new DataView(frame.buffer);
  frame.fill(0xff, 0, 6);
  view.setUint16(12, 0x0800);
  view.setUint8(14, 0x45);
  view.setUint16(16, frameBytes - 14);
  view.setUint8(22, 64);
  view.setUint8(23, 17);
  frame.set([192, 0, 2, 1, 192, 0, 2, 2], 26);
  view.setUint16(34, 40_000);
  view.setUint16(36, port);
  view.setUint16(38, frameBytes - 34);
  return frame;
}
