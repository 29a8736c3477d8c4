import { expect, it } from 'vitest';
import { loadModel } from '../../../main/engine/load-model';
import { Pipeline } from '../../../main/pipeline';
import { describeEvidence } from '../../../main/report/describe-evidence';
import { flaws } from '../../../models/evaluation/flaws';
import { generateTraffic } from '../../../models/generator/generate-traffic';
import { mergeByTime } from '../../../models/generator/packet-batches';

const miners = [...generateTraffic({ seed: 2, connections: 16, mining: 1, kinds: /cryptonote$/, mostSeconds: 900 })];

/** How many connections speak a dialect, and have their hash rate spoken of. */
function count(name: string): { speaking: number; rated: number } {
  const spoil = flaws.find((flaw) => flaw.name.includes(name))?.begin();
  if (spoil === undefined) throw new Error(name);
  const counts = { speaking: 0, rated: 0 };
  const pipeline: Pipeline = new Pipeline({
    model: loadModel('flow'),
    isHeadersOnly: false,
    maxConnections: 100,
    onEnded: (connection) => {
      const codes = describeEvidence(pipeline, connection).map(({ fact }) => fact.code);
      if (codes.includes('dialect')) counts.speaking++;
      if (codes.includes('pool-work')) counts.rated++;
    },
  });
  for (const batch of mergeByTime(miners)) pipeline.accept(spoil(batch));
  pipeline.finish();
  return counts;
}

it('is not said to bring no share where the shares or their answers were not captured', () => {
  const whole = count('none');
  expect(whole.rated).toBeGreaterThan(0);
  for (const flaw of ['clients send', 'servers send']) {
    const { speaking, rated } = count(flaw);
    expect(speaking).toBeGreaterThan(0);
    expect(rated).toBe(0);
  }
});
