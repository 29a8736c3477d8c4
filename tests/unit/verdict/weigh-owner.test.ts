import { describe, expect, it } from 'vitest';
import { weights } from '../../../main/verdict/judge';
import { sumOwner, weighOwner } from '../../../main/verdict/weigh-owner';
import type { EvidenceFact } from '../../../shared/evidence-fact';

const about = { program: 'worker', pid: 4711 };

function cpu(part: Partial<Extract<EvidenceFact, { code: 'owner-cpu' }>>): EvidenceFact {
  return {
    code: 'owner-cpu',
    ...about,
    level: 'steady',
    cores: 0.5,
    variation: 0.05,
    seconds: 60,
    openConnections: 1,
    isGpuBusy: false,
    secondsPerKilobyte: null,
    ...part,
  };
}

const power: EvidenceFact = { code: 'owner-power', ...about, watts: 30, idleWatts: 8, driver: 'battery', share: 0.9 };
const work: EvidenceFact = { code: 'work-before-messages', ...about, ratio: 3, messages: 12 };

describe('what an owner does to the machine', () => {
  it.each([
    ['steady work', cpu({}), weights.ownerSteady],
    ['uneven work', cpu({ level: 'uneven' }), weights.ownerUneven],
    ['a little work', cpu({ level: 'some' }), 0],
    ['idleness', cpu({ level: 'idle', cores: 0.001 }), weights.ownerIdle],
    ['idleness beside a busy graphics processor', cpu({ level: 'idle', isGpuBusy: true }), 0],
    ['power above idle', power, weights.ownerPower],
    ['power near idle', { ...power, watts: 9 }, 0],
    ['power that others take', { ...power, share: 0.2 }, 0],
    ['work before messages', work, weights.workBeforeMessages],
    ['work at all times', { ...work, ratio: 1.02 }, 0],
    ['a browser', { code: 'owner-browser', ...about } as const, 0],
  ] satisfies [string, EvidenceFact, number][])('weighs %s', (_, fact, weight) => {
    expect(weighOwner([fact])).toEqual([expect.objectContaining({ weight, fact })]);
  });

  it('counts less the more connections it may be for, and never against mining', () => {
    const weightFor = (openConnections: number) => sumOwner(weighOwner([cpu({ openConnections })]));
    expect(weightFor(2)).toBeCloseTo(weights.ownerSteady - Math.log(2));
    expect(weightFor(500)).toBe(0);
  });

  it('stays within its limit, the file apart', () => {
    const file: EvidenceFact = {
      code: 'program-file',
      ...about,
      path: null,
      assessment: 'very-close',
      reason: null,
      nearest: null,
    };
    const pieces = weighOwner([file, cpu({}), power, work]);
    expect(pieces.map(({ kind }) => kind)).toEqual(['similarity', 'cpu', 'power', 'cpu']);
    expect(sumOwner(pieces)).toBeCloseTo(weights.veryCloseFile + weights.ownerLimit);
  });
});
