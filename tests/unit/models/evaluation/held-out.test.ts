import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tallyBy } from '../../../../models/evaluation/book';
import { judgeHeldOut, ofKindsLeftOut, readHeldOut, type HeldOut } from '../../../../models/evaluation/held-out';

const sample: HeldOut = {
  model: 'flow-mlp 0.1.0',
  command: 'npm run train',
  connections: [
    {
      source: 'one',
      group: 'one/a.pcap',
      kind: 'stratum',
      label: 1,
      seconds: 300,
      origin: 'real',
      scorings: [
        [10, 4, -15],
        [30, 9, 30],
        [40, 12, 30],
        [90, 20, 30],
      ],
    },
    {
      source: 'one',
      group: 'one/a.pcap',
      kind: 'real',
      label: 0,
      seconds: 50,
      origin: 'real',
      scorings: [
        [10, 4, 30],
        [40, 9, 30],
        [45, 12, -30],
      ],
    },
    {
      source: 'generated:benign/mqtt',
      group: '7/1',
      kind: 'benign/mqtt/tls',
      label: 0,
      seconds: 5,
      origin: 'generated',
      scorings: [],
    },
  ],
};

function write(connections: readonly unknown[], count = connections.length): string {
  const path = join(mkdtempSync(join(tmpdir(), 'kanaria-held-out-')), 'held-out.jsonl');
  const lines = [{ ...sample, connections: count }, ...connections];
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return path;
}

describe('held-out opinions', () => {
  it('are counted at the thresholds of the product', async () => {
    const heldOut = await readHeldOut(write(sample.connections));
    if (!('connections' in heldOut)) throw new Error(heldOut.message);
    const book = judgeHeldOut(heldOut);
    const tallies = tallyBy(book.groups, ({ origin, source }) => `${origin} ${source}`);
    expect(tallies.get('real one')).toMatchObject({
      sessions: 1,
      foundByLength: { 300: 1 },
      rhythmSeconds: [40],
      others: 1,
      alarms: 0,
      alarmsEver: 1,
    });
    expect(tallies.get('generated generated')).toMatchObject({ others: 1, scoredOthers: 0 });
  });

  it('of kinds that were left out are those of generated connections that were judged', () => {
    const judged = {
      ...sample.connections[2],
      kind: 'benign/irc/tls',
      scorings: [[12, 4, 1]] as [number, number, number][],
    };
    const left = ofKindsLeftOut({ ...sample, connections: [...sample.connections, judged] });
    expect(left.connections).toEqual([judged]);
    expect(left.command).toBe(sample.command);
  });

  it('say what to do where they are missing, something else, or not all there', async () => {
    expect(await readHeldOut('/nowhere/held-out.jsonl')).toMatchObject({ kind: 'missing' });
    const [first, second] = sample.connections;
    const failure = await readHeldOut(write([first, { ...second, label: 2 }]));
    expect(failure).toMatchObject({ kind: 'not-held-out' });
    expect('message' in failure && failure.message).toContain('line 3: label');
    expect(await readHeldOut(write([first], 2))).toMatchObject({
      message: expect.stringContaining('1 of 2') as string,
    });
  });
});
