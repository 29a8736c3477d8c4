/** Makes one large capture out of many small real ones. */
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { FileSource } from '../../main/capture/file-source';
import { PcapEncoder } from '../../main/capture/pcap-encoder';

const ethernet = 1;
const typeIpv4 = 0x0800;

/**
 * Writes the captures of a folder one after another into `path`, `rounds` times, each round a day later and with other
 * IPv4 addresses, so that its connections are new ones. Does nothing if the file exists.
 */
export async function buildBenchCapture(folder: string, path: string, rounds: number): Promise<void> {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const encoder = new PcapEncoder({ linkType: ethernet });
  const out = createWriteStream(`${path}.part`);
  encoder.start();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.pcap'))
    .sort();
  for (let round = 0; round < rounds; round++) {
    for (const file of files) {
      for await (const batch of new FileSource(join(folder, file)).open(new AbortController().signal)) {
        for (let at = 0; at < batch.count; at++) {
          const bytes = batch.data.slice(batch.offsets[at], batch.offsets[at] + batch.capturedLengths[at]);
          if (bytes.length >= 34 && ((bytes[12] << 8) | bytes[13]) === typeIpv4) {
            bytes[27] ^= round;
            bytes[31] ^= round;
          }
          const timestampUs = batch.timestampsUs[at] + round * 86_400e6;
          encoder.add(bytes, 0, bytes.length, batch.wireLengths[at], timestampUs, ethernet);
        }
        if (!out.write(encoder.take().slice())) await once(out, 'drain');
      }
    }
  }
  out.end();
  await once(out, 'finish');
  renameSync(`${path}.part`, path);
}
