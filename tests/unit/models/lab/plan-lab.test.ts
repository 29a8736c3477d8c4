import { describe, expect, it } from 'vitest';
import { firstStop } from '../../../../models/lab/plan/conversation';
import { runMs, type LabOptions } from '../../../../models/lab/plan/lab-options';
import { planLab } from '../../../../models/lab/plan/plan-lab';
import { talkOf } from '../../../../models/lab/play/play-visits';
import { scriptOf } from '../../../../models/lab/play/script';

const options: LabOptions = {
  seed: 5,
  minutes: 3,
  miners: 60,
  played: 40,
  services: 20,
  kinds: '',
  available: ['mqtt', 'redis', 'imap'],
  snapLength: 2048,
};

describe('the plan of a run', () => {
  const plan = planLab(options);

  it('is the same for the same options', () => {
    expect(planLab(options)).toEqual(plan.map((conversation) => ({ ...conversation })));
    expect(planLab({ ...options, seed: 6 }).map(firstStop)).not.toEqual(plan.map(firstStop));
  });

  it('gives each conversation an address and a name of its own, within the run', () => {
    expect(plan).toHaveLength(120);
    expect(new Set(plan.map(firstStop)).size).toBe(120);
    expect(new Set(plan.map(({ host }) => host)).size).toBe(120);
    for (const { visits } of plan)
      for (const { startMs, durationMs } of visits)
        expect(startMs + durationMs).toBeLessThanOrEqual(runMs(options) + 1);
  });

  it('draws path and TLS without looking at what is said', () => {
    const mean = (label: string): number => {
      const some = planLab({ ...options, miners: 400, played: 400, services: 0 }).filter(
        (each) => each.label === label,
      );
      return some.reduce((sum, { path }) => sum + Math.log(path.roundTripMs), 0) / some.length;
    };
    expect(Math.abs(mean('mining') - mean('benign'))).toBeLessThan(0.35);
  });

  it('has both ends say the same talk, each line after what it answers', () => {
    for (const conversation of plan.filter(({ content }) => content.kind === 'played')) {
      const visit = conversation.visits[0];
      const first = talkOf(conversation, visit, options.seed);
      expect(talkOf(conversation, visit, options.seed).messages).toEqual(first.messages);
      const up = scriptOf(first, true, 50);
      const down = scriptOf(first, false, 50);
      expect(up.length + down.length).toBe(first.messages.length);
      const bytes = down.reduce((sum, { message }) => sum + message.length, 0);
      for (const { heardBytes } of up) expect(heardBytes).toBeLessThanOrEqual(bytes);
    }
  });
});
