import { describe, expect, it } from 'vitest';
import { loadModel } from '../../../../main/engine/load-model';
import { adversaries } from '../../../../models/evaluation/adversaries';
import { adversaryFigures, adversaryTable } from '../../../../models/evaluation/adversary-table';
import { chooseMiners, makeMiners } from '../../../../models/evaluation/generated-miners';
import { openFolder } from '../../../../models/evaluation/labelled-folder';
import { judgeMiners } from '../../../../models/evaluation/miner';
import { readRealTalks, remakeMiners } from '../../../../models/evaluation/real-miners';
import { dataFolder, requireOrSkip } from '../../../support/requirements';

const model = loadModel('flow');
const [undisguised] = adversaries;
const reconnecting = adversaries.find(({ reconnectSeconds }) => reconnectSeconds !== undefined) ?? undisguised;

describe('adversaries', () => {
  const seeds = chooseMiners(12, 77);

  it('meet the same miners', () => {
    const kindsOf = (at: number): string[] => [...makeMiners(seeds, adversaries[at])].map(({ kind }) => kind);
    expect(kindsOf(0)).toHaveLength(12);
    for (const at of adversaries.keys()) expect(kindsOf(at)).toEqual(kindsOf(0));
  });

  it('cut connections into a series', () => {
    const miners = [...makeMiners(seeds, reconnecting)];
    expect(miners.every(({ connections }) => connections.length >= 3)).toBe(true);
  });

  it('are counted miner by miner, with the same figures every time', async () => {
    const judge = async (): Promise<unknown> => {
      const results = await Promise.all(
        [undisguised, reconnecting].map(async (adversary) => ({
          adversary,
          miners: await judgeMiners(makeMiners(seeds, adversary), model),
        })),
      );
      expect(results.map((result) => adversaryFigures(result).mining.all)).toEqual([12, 12]);
      return adversaryTable(results);
    };
    expect(await judge()).toEqual(await judge());
  });
});

const data = dataFolder();
describe.runIf(requireOrSkip('the folder of real captures', data !== null))('real sessions', () => {
  it('keep their messages when they are carried anew', async () => {
    const folder = openFolder(data ?? '');
    if (folder.kind !== 'labelled') throw new Error(folder.message);
    const captures = folder.captures.filter(({ file }) => file === 'ndpi/mining.pcapng');
    const talks = await readRealTalks({ ...folder, captures }, 60, model);
    expect(talks).toHaveLength(4);
    const [miner] = remakeMiners(talks, undisguised, 1);
    const { durationSeconds, packets } = miner.connections[0];
    expect(durationSeconds).toBeGreaterThan(talks[0].talk.endMs / 1e3 - 1);
    expect(packets.count).toBeGreaterThan(talks[0].talk.messages.length);
  });
});
