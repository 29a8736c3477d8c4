import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PcapEncoder } from '../../../../main/capture/pcap-encoder';
import { demoConnections } from '../../../../models/generator/demo/demo-connections';
import { mergeByTime } from '../../../../models/generator/packet-batches';

const bundled = readFileSync(join(import.meta.dirname, '../../../../models/demo/kanaria-demo.pcap'));

describe('the demo capture', () => {
  it('is what the program makes, to the byte, and stays small', () => {
    const encoder = new PcapEncoder();
    const pieces: Buffer[] = [];
    encoder.start();
    for (const batch of mergeByTime(demoConnections())) {
      for (let at = 0; at < batch.count; at++) {
        encoder.add(
          batch.data,
          batch.offsets[at],
          batch.capturedLengths[at],
          batch.wireLengths[at],
          batch.timestampsUs[at],
          1,
        );
      }
      pieces.push(Buffer.from(encoder.take()));
    }
    expect(Buffer.concat(pieces).equals(bundled)).toBe(true);
    expect(bundled.length).toBeLessThan(3_000_000);
  });

  it('has three miners among its connections', () => {
    const labels = demoConnections().map(({ label }) => label);
    expect(labels.filter((label) => label === 'mining').length).toBe(3);
    expect(labels.length).toBeGreaterThan(25);
  });
});
