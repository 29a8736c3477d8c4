import { describe, expect, it } from 'vitest';
import type { PacketSource } from '../../../main/capture/packet-source';
import { analyzeSource } from '../../../main/engine/analyze-source';
import { loadModel } from '../../../main/engine/load-model';
import { Pipeline } from '../../../main/pipeline';
import { describeConnection } from '../../../main/report/describe-connection';
import { priorLogOdds } from '../../../main/verdict/judge';
import { connectionSchema, type Connection } from '../../../shared/connection';
import { batchesOf, mine, speak } from './speak';

const model = loadModel('flow');

async function analyze(packets: ReturnType<typeof speak>): Promise<Connection[]> {
  const source: PacketSource = {
    kind: 'file',
    label: 'spoken',
    tool: null,
    timestamps: 'file',
    // eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous
    open: async function* () {
      yield* batchesOf(packets);
    },
    stats: () => ({
      packets: 0,
      bytes: 0,
      dropped: null,
      readBytes: 0,
      totalBytes: null,
      damagedAt: null,
      linkTypes: [1],
      failure: null,
      warnings: [],
    }),
  };
  return (await analyzeSource(source, { model })).analysis.connections;
}

describe('Pipeline', () => {
  it('flags a plain-text miner at its first message and says why', async () => {
    const [connection] = await analyze(speak(40_001, mine(1, 200)));
    expect(connectionSchema.parse(connection)).toMatchObject({
      protocol: 'tcp',
      client: { address: '10.0.0.1', port: 40_001 },
      server: { address: '203.0.113.9', port: 3333 },
      verdict: 'mining',
      firstFlagged: { afterPackets: 4, by: 'evidence' },
    });
    expect(connection.evidence[0].text).toContain('CryptoNote stratum');
    expect(connection.evidence.some(({ fact }) => fact.code === 'rhythm-pushes')).toBe(true);
  });

  it('lets prior and weights add up to the risk', async () => {
    const connections = await analyze([...speak(40_001, mine(1, 200)), ...speak(40_002, mine(500, 1))]);
    for (const { risk, evidence } of connections) {
      const sum = evidence.reduce(
        (total, { weight, towards }) => total + (towards === 'mining' ? weight : -weight),
        priorLogOdds,
      );
      expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(risk, 9);
    }
  });

  it('gives a reconnecting miner one series and lists every connection', async () => {
    const connections = await analyze([
      ...speak(40_001, mine(1, 100)),
      ...speak(40_002, mine(300, 100)),
      ...speak(40_003, mine(600, 100)),
    ]);
    expect(connections.map(({ series }) => series)).toEqual(new Array(3).fill('10.0.0.1>203.0.113.9:3333'));
    expect((await analyze(speak(40_001, mine(1, 100))))[0].series).toBeNull();
  });

  it('tells opened, judged, flagged and ended, each with a connection that can be described', () => {
    const told: string[] = [];
    const tell = (event: string) => (connection: number) =>
      told.push(`${event} ${describeConnection(pipeline, connection).verdict}`);
    const pipeline: Pipeline = new Pipeline({
      model,
      isHeadersOnly: false,
      maxConnections: 10,
      onOpened: tell('opened'),
      onFlagged: tell('flagged'),
      onEnded: tell('ended'),
    });
    for (const batch of batchesOf(speak(40_001, mine(1, 60)))) pipeline.accept(batch);
    pipeline.finish();
    expect(told).toEqual(['opened undecided', 'flagged mining', 'ended mining']);
    expect(pipeline.counts).toMatchObject({ connections: 1, mining: 1, duplicates: 0 });
  });

  it('takes nothing for mining by a single opinion of the model before the connection is over', () => {
    const verdicts: string[] = [];
    const note = (connection: number): number => verdicts.push(pipeline.judgements.verdict(connection));
    const sure = { ...model, predictor: { inputs: model.predictor.inputs, logit: () => 99 } };
    const pipeline: Pipeline = new Pipeline({
      model: sure,
      isHeadersOnly: true,
      maxConnections: 10,
      onJudged: note,
      onFlagged: note,
      onEnded: note,
    });
    for (const batch of batchesOf(speak(40_001, mine(1, 24)))) pipeline.accept(batch);
    expect(verdicts).toEqual(['suspicious']);
    pipeline.finish();
    expect(verdicts.at(-1)).toBe('mining');
  });
});
