import { describe, expect, it } from 'vitest';
import { EnergySinceFinding } from '../../../../main/host/energy/account-energy';
import { IdleLearner } from '../../../../main/host/energy/learn-baseline';
import { MachineBaseline } from '../../../../main/host/energy/machine-baseline';
import type { Watts } from '../../../../shared/host';

const measured = (watts: number): Watts => ({ kind: 'measured', watts, driver: 'battery' });

/** One reading a second from `fromMs` on. */
function learn(learner: IdleLearner, seconds: number, watts: (second: number) => Watts, usage: number, fromMs = 0) {
  for (let second = 0; second <= seconds; second++) {
    learner.learn({ atMs: fromMs + second * 1000, watts: watts(second), usage, isMining: false });
  }
}

describe('the idle level', () => {
  it('is the median of two minutes of quiet, whatever happens in between', () => {
    const learner = new IdleLearner();
    learn(learner, 100, () => measured(8.2), 0.03);
    expect(learner.report()).toMatchObject({ state: 'learning', idleWatts: null });
    learn(learner, 500, () => measured(30), 0.9, 101_000);
    learn(learner, 40, (second) => measured(second === 5 ? 25 : 8.3), 0.05, 602_000);
    expect(learner.report()).toMatchObject({ state: 'learned', neededSeconds: 120 });
    expect(learner.report().idleWatts).toBeCloseTo(8.2, 1);
  });

  it('is not learned from estimates, from a machine that is found mining, or over its sleep', () => {
    const learner = new IdleLearner();
    learn(learner, 300, () => ({ kind: 'estimated', watts: 10, driver: 'given-range' }), 0);
    for (let second = 0; second < 300; second++) {
      learner.learn({ atMs: 1e6 + second * 1000, watts: measured(9), usage: 0, isMining: true });
    }
    for (let hour = 1; hour < 300; hour++) {
      learner.learn({ atMs: hour * 3.6e6, watts: measured(9), usage: 0, isMining: false });
    }
    expect(learner.report()).toMatchObject({ state: 'learning', quietSeconds: 0 });
  });

  it('is not available without a sensor, and is kept', () => {
    const learner = new IdleLearner();
    learn(learner, 10, () => ({ kind: 'unavailable', reason: 'not-supported' }), 0);
    expect(learner.report().state).toBe('unavailable');
    learn(learner, 130, () => measured(12), 0, 20_000);
    const again = new IdleLearner(JSON.parse(JSON.stringify(learner.state())) as ReturnType<IdleLearner['state']>);
    expect(again.report()).toMatchObject({ state: 'learned', idleWatts: 12 });
  });
});

describe('the idle level of a machine', () => {
  const noWatts = { idleWatts: null, fullLoadWatts: null };
  const rapl = (watts: number): Watts => ({ kind: 'measured', watts, driver: 'rapl' });

  it('is learned apart on battery and on mains, where different sensors tell', () => {
    const baseline = new MachineBaseline(() => noWatts);
    for (let second = 0; second < 200; second++) {
      baseline.learn({ atMs: second * 1000, watts: rapl(3), usage: 0, isMining: false });
    }
    expect(baseline.report()).toMatchObject({ state: 'learned', idleWatts: 3 });
    for (let second = 200; second < 400; second++) {
      baseline.learn({ atMs: second * 1000, watts: measured(8.5), usage: 0, isMining: false });
    }
    expect(baseline.report()).toMatchObject({ state: 'learned', idleWatts: 8.5 });
    baseline.learn({ atMs: 401_000, watts: rapl(20), usage: 0.9, isMining: false });
    expect(baseline.report().idleWatts).toBe(3);
  });

  it('is what was given where power is estimated from it', () => {
    const baseline = new MachineBaseline(() => ({ idleWatts: 9, fullLoadWatts: 40 }));
    expect(baseline.report().state).toBe('unavailable');
    const watts = { kind: 'estimated', watts: 20, driver: 'given-range' } as const;
    baseline.learn({ atMs: 0, watts, usage: 0.4, isMining: false });
    expect(baseline.report()).toMatchObject({ state: 'given', idleWatts: 9 });
  });

  it('is kept from run to run, and bad files do no harm', () => {
    let kept: unknown = null;
    const keeper = { read: () => kept, write: (state: unknown) => void (kept = JSON.parse(JSON.stringify(state))) };
    const first = new MachineBaseline(() => noWatts, keeper);
    for (let second = 0; second < 200; second++) {
      first.learn({ atMs: second * 1000, watts: rapl(3), usage: 0, isMining: false });
    }
    const second = new MachineBaseline(() => noWatts, keeper);
    second.learn({ atMs: 0, watts: rapl(20), usage: 0.9, isMining: false });
    expect(second.report()).toMatchObject({ state: 'learned', idleWatts: 3 });
    for (const bad of [null, [], { rapl: 3 }, { rapl: { bins: [['x', 1]] } }, { magic: { bins: [] } }]) {
      kept = bad;
      expect(new MachineBaseline(() => noWatts, keeper).report().state).toBe('unavailable');
    }
  });
});

describe('energy since a finding', () => {
  it('counts what is above idle from the finding on, sleep left out', () => {
    const account = new EnergySinceFinding(() => new Date('2026-11-22T12:00:00Z'));
    const add = (atMs: number, watts: Watts, isMining: boolean) =>
      account.add({ atMs, watts, idleWatts: 10, isMining });
    for (let second = 0; second < 60; second++) add(second * 1000, measured(40), false);
    expect(account.report()).toEqual({ since: null, wattHours: null, wattsAboveIdle: 30 });
    for (let second = 60; second <= 180; second++) add(second * 1000, measured(40), true);
    add(8_000_000, measured(40), true);
    const { since, wattHours, wattsAboveIdle } = account.report();
    expect(since).toBe('2026-11-22T12:00:00.000Z');
    expect(wattHours).toBeCloseTo((30 * 120) / 3600);
    expect(wattsAboveIdle).toBe(30);
  });

  it('knows nothing where power or idle level are not known', () => {
    const account = new EnergySinceFinding();
    account.add({ atMs: 0, watts: { kind: 'unavailable', reason: 'not-supported' }, idleWatts: null, isMining: true });
    account.add({ atMs: 1000, watts: measured(40), idleWatts: null, isMining: true });
    expect(account.report()).toMatchObject({ wattHours: null, wattsAboveIdle: null });
  });
});
