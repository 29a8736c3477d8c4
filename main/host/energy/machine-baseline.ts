/** The idle level of this machine as it is measured now. */
import { z } from 'zod';
import { powerDriverSchema, type Baseline, type PowerDriver } from '../../../shared/host';
import type { BaselineLearner } from '../host-monitor';
import type { GivenWatts } from '../power/create-power-meter';
import { IdleLearner } from './learn-baseline';

/** Where what was learned is kept from run to run. Neither throws. */
export interface BaselineKeeper {
  read(): unknown;
  write(state: unknown): void;
}

const keepEveryMs = 60_000;
const stateSchema = z.partialRecord(
  powerDriverSchema,
  z.object({ bins: z.array(z.tuple([z.int(), z.number().nonnegative()])).max(100_000) }),
);

/**
 * Learns apart for each kind of sensor: a battery tells of the whole machine, RAPL of the processor alone, and a laptop goes
 * from one to the other. Where watts are estimated between those that a person gave, idle is what was given.
 */
export class MachineBaseline implements BaselineLearner {
  private readonly learners = new Map<PowerDriver, IdleLearner>();
  private driver: PowerDriver | null = null;
  private keptMs: number | null = null;

  constructor(
    private readonly givenWatts: () => GivenWatts,
    private readonly keeper: BaselineKeeper | null = null,
  ) {
    const kept = stateSchema.safeParse(keeper?.read());
    if (!kept.success) return;
    for (const [driver, state] of Object.entries(kept.data)) {
      this.learners.set(driver as PowerDriver, new IdleLearner(state));
    }
  }

  learn(reading: Parameters<BaselineLearner['learn']>[0]): void {
    const { watts, atMs } = reading;
    if (watts.kind === 'unavailable') return;
    this.driver = watts.driver;
    if (watts.kind === 'estimated') return;
    const learner = this.learners.get(watts.driver) ?? new IdleLearner();
    this.learners.set(watts.driver, learner);
    learner.learn(reading);
    this.keptMs ??= atMs;
    if (this.keeper === null || atMs - this.keptMs < keepEveryMs) return;
    this.keptMs = atMs;
    this.keeper.write(Object.fromEntries(Array.from(this.learners, ([driver, each]) => [driver, each.state()])));
  }

  report(): Baseline {
    const { idleWatts } = this.givenWatts();
    if (this.driver === 'given-range' && idleWatts !== null) {
      return { state: 'given', idleWatts, quietSeconds: 0, neededSeconds: 0 };
    }
    return (this.learners.get(this.driver ?? 'rapl') ?? new IdleLearner()).report();
  }
}
