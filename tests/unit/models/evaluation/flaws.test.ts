import { describe, expect, it } from 'vitest';
import type { PacketBatch } from '../../../../main/capture/packet-source';
import { loadModel } from '../../../../main/engine/load-model';
import { Pipeline } from '../../../../main/pipeline';
import { describeEvidence } from '../../../../main/report/describe-evidence';
import type { EvidenceFact } from '../../../../shared/evidence-fact';
import { flaws } from '../../../../models/evaluation/flaws';
import { generateTraffic } from '../../../../models/generator/generate-traffic';
import { mergeByTime } from '../../../../models/generator/packet-batches';

const miners = [
  ...generateTraffic({ seed: 5, connections: 6, mining: 1, kinds: /cryptonote$/, leastSeconds: 600, snapLength: 96 }),
];
const model = loadModel('flow');

function spoil(name: string): PacketBatch[] {
  const change = flaws.find((flaw) => flaw.name.includes(name))?.begin();
  if (change === undefined) throw new Error(name);
  return [...mergeByTime(miners)].map(change);
}

const packetsOf = (batches: readonly PacketBatch[]): number => batches.reduce((sum, { count }) => sum + count, 0);

interface Seen {
  readonly verdict: string;
  readonly messages: number;
  readonly up: number;
  readonly down: number;
  readonly facts: readonly EvidenceFact[];
}

function watch(batches: readonly PacketBatch[]): Seen[] {
  const seen: Seen[] = [];
  const pipeline: Pipeline = new Pipeline({
    model,
    isHeadersOnly: true,
    maxConnections: 100,
    onEnded: (connection) =>
      seen.push({
        verdict: pipeline.judgements.verdict(connection),
        messages: pipeline.table.messageCount[connection],
        up: pipeline.table.packetsUp(connection),
        down: pipeline.table.packetsDown(connection),
        facts: describeEvidence(pipeline, connection).map(({ fact }) => fact),
      }),
  });
  for (const batch of batches) pipeline.accept(batch);
  pipeline.finish();
  return seen;
}

describe('flawed recordings', () => {
  const whole = packetsOf(spoil('none'));

  it('have what the flaw leaves', () => {
    const up = packetsOf(spoil('clients send'));
    const down = packetsOf(spoil('servers send'));
    expect([up > 0, down > 0, up + down]).toEqual([true, true, whole]);
    expect(packetsOf(spoil('twice'))).toBe(2 * whole);
    expect(packetsOf(spoil('one packet in twenty')) / whole).toBeCloseTo(0.95, 1);
    expect(packetsOf(spoil('first 5 s'))).toBeLessThan(whole - 6);
    for (const { count, timestampsUs } of spoil('whole seconds')) {
      for (let at = 0; at < count; at++) expect(timestampsUs[at] % 1e6).toBe(0);
    }
  });

  it('that begin after the handshake say so, and who asked is still known', () => {
    const complete = watch(spoil('none'));
    const isSaid = ({ facts }: Seen): boolean => facts.some(({ code }) => code === 'begun-before');
    const late = watch(spoil('handshakes'));
    expect([complete.every(isSaid), late.every(isSaid)]).toEqual([false, true]);
    const ways = complete.map((seen) => (isSaid(seen) ? [seen.up, seen.down] : [seen.up - 1, seen.down - 1]));
    expect(late.map(({ up, down }) => [up, down]).toSorted()).toEqual(ways.toSorted());
  });

  it.each(['client', 'server'] as const)('of the %s alone still tell the miner, and say so', (captured) => {
    const complete = watch(spoil('none'));
    const half = watch(spoil(`${captured}s send`));
    expect(half.map(({ verdict }) => verdict)).toEqual(complete.map(({ verdict }) => verdict));
    expect(complete.flatMap(({ facts }) => facts).some(({ code }) => code === 'one-direction')).toBe(false);
    for (const { up, down, facts } of half) {
      expect(captured === 'client' ? down : up).toBe(0);
      expect(facts).toContainEqual({ code: 'one-direction', captured });
    }
  });
});
