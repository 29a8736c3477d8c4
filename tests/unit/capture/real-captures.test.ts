import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileSource } from '../../../main/capture/file-source';
import { linkTypeName } from '../../../main/capture/link-types';
import { dataFolder, hasProgram, requireOrSkip } from '../../support/requirements';

interface Label {
  readonly file: string;
  readonly packets: number;
  readonly link_type: string;
  readonly note: string;
}

const data = dataFolder();
const captures = path.join(data ?? '', 'captures');
const readLabels = () => JSON.parse(readFileSync(path.join(captures, 'labels.json'), 'utf8')) as Label[];

async function readCapture(file: string) {
  const source = new FileSource(path.join(captures, file));
  let packets = 0;
  for await (const batch of source.open(new AbortController().signal)) packets += batch.count;
  return { packets, stats: source.stats() };
}

describe.runIf(requireOrSkip('the labelled captures', data !== null))('real captures', () => {
  it('have the packets and link types that their labels say', async () => {
    const differing: string[] = [];
    const damaged: string[] = [];
    for (const { file, packets, link_type: linkType } of readLabels()) {
      const { packets: read, stats } = await readCapture(file);
      const labelled = linkType.split(',');
      const linkTypes = stats.linkTypes.map((each, index) =>
        labelled[index] === String(each) ? each : linkTypeName(each),
      );
      const isSame = read === packets && stats.readBytes === stats.totalBytes && stats.failure === null;
      if (!isSame || linkTypes.join() !== linkType)
        differing.push(`${file}: ${read} of ${packets}, ${linkTypes.join()}, ${linkType}`);
      if (stats.damagedAt !== null) damaged.push(`${file} ${stats.damagedAt}`);
    }
    expect(differing).toEqual([]);
    expect(damaged).toEqual([
      'suricata-verify/tests__bug-1450-04__tls_DER-incomplete-header.pcap 5035',
      'suricata-verify/tests__bug-1450-05__tls_DER-incomplete-content.pcap 5035',
    ]);
  }, 60_000);

  it.runIf(requireOrSkip('capinfos', hasProgram('capinfos')))(
    'agree with capinfos',
    async () => {
      const sample = readLabels().filter(({ note }, index) => index % 50 === 0 && !note.includes('cut short'));
      for (const { file } of sample) {
        const report = execFileSync('capinfos', ['-cdMTmr', path.join(captures, file)], { encoding: 'utf8' });
        const { packets, stats } = await readCapture(file);
        expect([file, packets, stats.bytes].join()).toBe([file, ...report.trim().split(',').slice(-2)].join());
      }
    },
    60_000,
  );
});
