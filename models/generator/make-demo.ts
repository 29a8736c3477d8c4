/** Program: makes models/demo/kanaria-demo.pcap, the same bytes each time. `npx tsx models/generator/make-demo.ts` */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CaptureWriter } from '../../main/capture/capture-writer';
import { demoConnections } from './demo/demo-connections';
import { mergeByTime } from './packet-batches';

const folder = join(import.meta.dirname, '../demo');
const writer = new CaptureWriter(join(folder, 'kanaria-demo.pcap'), 'pcap');

await mkdir(folder, { recursive: true });
let failure = await writer.open();
for (const batch of mergeByTime(demoConnections())) failure ??= await writer.write(batch);
failure ??= await writer.close();
if (failure !== null) {
  console.error(`${failure.message} ${failure.remedy}`);
  process.exitCode = 1;
} else {
  console.log(`${writer.path}: ${writer.packets} packets, ${writer.bytes} bytes`);
}
