import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FileSource } from '../../../main/capture/file-source';
import type { PacketSource } from '../../../main/capture/packet-source';
import { parseAddress } from '../../../main/decode/parse-address';
import { analyzeSource } from '../../../main/engine/analyze-source';
import { loadModel } from '../../../main/engine/load-model';
import { guessClient, type End } from '../../../main/flow/guess-client';
import { isLocalAddress } from '../../../main/flow/local-address';
import { priorLogOdds, weights } from '../../../main/verdict/judge';
import { LabelIndex, readLabels, type MiningFlow } from '../../../models/training/labels';
import { sumEvidence } from '../../../renderer/detail/sum-evidence';
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

function endOf({ address, port }: Connection['client']): End {
  const bytes = parseAddress(address);
  return { port, isLocal: bytes !== null && isLocalAddress(bytes, 0, bytes.length === 4 ? 4 : 16) };
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
    const alarms = { mining: [] as string[], suspicious: [] as string[] };
    const inPlainText: { flow: MiningFlow | null; connection: Connection }[] = [];
    const guesses = { all: 0, byPort: 0, right: 0 };
    const sessions: { file: string; flow: MiningFlow; verdict: string }[] = [];
    let files = 0;
    let tcpConnections = 0;
    let others = 0;

    beforeAll(async () => {
      for (const capture of readLabels(captures)) {
        const labels = new LabelIndex(capture);
        for (const connection of await connectionsOf(capture.file)) {
          const { client, server, verdict, protocol, evidence } = connection;
          const flow = labels.find(client.address, client.port, server.address, server.port);
          if (flow === null) others++;
          if (protocol === 'tcp') tcpConnections++;
          const isBegunBefore = evidence.some(({ fact }) => fact.code === 'begun-before');
          if (protocol === 'tcp' && !isBegunBefore && connection.bytes.up + connection.bytes.down > 0) {
            guesses.all++;
            if (client.port > server.port) guesses.byPort++;
            if (guessClient([endOf(client), endOf(server)]) === 0) guesses.right++;
          }
          if (flow === null && (verdict === 'mining' || verdict === 'suspicious')) {
            alarms[verdict].push(`${capture.file} ${connection.id}`);
          }
          if (evidence.some(({ fact }) => fact.code === 'other-plain-text')) inPlainText.push({ flow, connection });
          if (flow?.kind === 'session') sessions.push({ file: capture.file, flow, verdict });
        }
        files++;
      }
    });

    it('are analysed to the end', () => expect(files).toBe(1984));

    it('tell who asked without the handshake nearly always, and more often than the ports alone do', () => {
      expect(guesses.all).toBeGreaterThan(8000);
      expect(guesses.right / guesses.all).toBeGreaterThan(0.98);
      expect(guesses.byPort / guesses.all).toBeLessThan(0.97);
    });

    it('hold no connection called mining or suspicious that is not', () => {
      expect(alarms).toEqual({ mining: [], suspicious: [] });
      expect(others).toBe(14_222);
    });

    it('hold no mining session that is missed', () => {
      expect(sessions).toHaveLength(112);
      expect(sessions.filter(({ verdict }) => verdict !== 'mining')).toEqual([]);
    });

    it('hold plain text that is no mining dialect, none of it a miner, and hold it against mining', () => {
      expect({ tcpConnections, inPlainText: inPlainText.length }).toEqual({
        tcpConnections: 12_440,
        inPlainText: 2199,
      });
      for (const { flow, connection } of inPlainText) {
        const { evidence, risk } = connection;
        const piece = evidence.find(({ fact }) => fact.code === 'other-plain-text');
        expect(flow).toBeNull();
        expect(piece).toMatchObject({ kind: 'stratum', towards: 'clear', weight: -weights.otherPlainText });
        const sum = sumEvidence(priorLogOdds, evidence).at(-1)?.to;
        expect(Math.log(risk / (1 - risk))).toBeCloseTo(sum ?? Number.NaN, 3);
      }
    });
  });
});
