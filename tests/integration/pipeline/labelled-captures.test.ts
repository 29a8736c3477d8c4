import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FileSource } from '../../../main/capture/file-source';
import type { PacketSource } from '../../../main/capture/packet-source';
import { analyzeSource } from '../../../main/engine/analyze-source';
import { loadModel } from '../../../main/engine/load-model';
import { LabelIndex, readLabels, type MiningFlow } from '../../../models/training/labels';
import type { Connection } from '../../../shared/connection';
import { dataFolder, requireOrSkip } from '../../support/requirements';
import { rewriteAddresses } from './rewrite-source';

const data = dataFolder();
const captures = path.join(data ?? '', 'captures');
const model = loadModel('flow');

async function connectionsOf(file: string, options: { isHeadersOnly?: boolean } = {}): Promise<Connection[]> {
  const { analysis, failure } = await analyzeSource(new FileSource(path.join(captures, file)), { model, ...options });
  expect(failure).toBeNull();
  return analysis.connections;
}

describe.runIf(requireOrSkip('the folder of real captures', data !== null))('real captures', () => {
  it('finds the four miners of ndpi/mining.pcapng by what they say', async () => {
    const connections = await connectionsOf('ndpi/mining.pcapng');
    expect(connections.map(({ verdict }) => verdict)).toEqual(['mining', 'mining', 'mining', 'mining']);
    expect(connections.every(({ firstEvidence }) => firstEvidence !== null && firstEvidence.afterPackets <= 5)).toBe(
      true,
    );
  });

  it('finds at least three of them by rhythm alone', async () => {
    const connections = await connectionsOf('ndpi/mining.pcapng', { isHeadersOnly: true });
    const flagged = connections.filter(({ verdict }) => verdict === 'mining' || verdict === 'suspicious');
    expect(flagged.length).toBeGreaterThanOrEqual(3);
  });

  it.each([{ isHeadersOnly: false }, { isHeadersOnly: true }])(
    'says the same after every address and port was rewritten (%o)',
    async (options) => {
      const file = path.join(captures, 'ndpi/mining.pcapng');
      const rewritten: PacketSource = Object.assign(new FileSource(file), { open: () => rewriteAddresses(file) });
      const { analysis } = await analyzeSource(rewritten, { model, ...options });
      const original = await connectionsOf('ndpi/mining.pcapng', options);
      const verdictsOf = (connections: Connection[]): string[] =>
        connections.map(({ start, verdict, risk }) => `${start} ${verdict} ${risk.toFixed(6)}`).toSorted();
      expect(verdictsOf(analysis.connections)).toEqual(verdictsOf(original));
      expect(analysis.connections.map(({ server }) => server.address)).not.toContain('94.23.199.191');
    },
  );

  describe('all of them', () => {
    const falseAlarms: string[] = [];
    const sessions: { file: string; flow: MiningFlow; verdict: string }[] = [];
    let files = 0;

    beforeAll(async () => {
      for (const capture of readLabels(captures)) {
        const labels = new LabelIndex(capture);
        for (const connection of await connectionsOf(capture.file)) {
          const { client, server, verdict } = connection;
          const flow = labels.find(client.address, client.port, server.address, server.port);
          if (flow === null && verdict === 'mining') falseAlarms.push(`${capture.file} ${connection.id}`);
          if (flow?.kind === 'session') sessions.push({ file: capture.file, flow, verdict });
        }
        files++;
      }
    });

    it('are analysed to the end', () => expect(files).toBe(1984));

    it('hold no connection called mining that is not', () => expect(falseAlarms).toEqual([]));

    it('hold no mining session of a minute or longer that is missed', () => {
      const long = sessions.filter(({ flow }) => flow.duration_s >= 60);
      expect(long).toHaveLength(11);
      expect(long.filter(({ verdict }) => verdict !== 'mining')).toEqual([]);
    });

    it('report recall on the shorter ones', () => {
      const short = sessions.filter(({ flow }) => flow.duration_s < 60);
      const found = short.filter(({ verdict }) => verdict === 'mining').length;
      const suspected = short.filter(({ verdict }) => verdict === 'suspicious').length;
      console.log(`Mining sessions below 60 s: ${found} mining, ${suspected} suspicious, of ${short.length}.`);
      expect(short.length).toBeGreaterThan(0);
    });
  });
});
