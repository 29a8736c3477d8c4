/** This computer as it is now: who owns a connection, what programs take of the processor, what power is drawn. */
import { availableParallelism } from 'node:os';
import type { Device } from '../../shared/device';
import type { Baseline, Energy, HostActivity, HostPoint, HostReport, ProcessReport, Watts } from '../../shared/host';
import type { ConnectionOwner, LocalProgram } from './connection-owner';
import { isBrowser } from './is-browser';
import type { GivenWatts } from './power/create-power-meter';
import type { PowerMeter } from './power/power-meter';
import { packagesOf } from './power/sum-power';
import type { ProcessorMonitor } from './process-usage';

/** What a monitor is put together from: the readers of this system. */
export interface HostParts {
  readonly owner: ConnectionOwner;
  readonly processor: ProcessorMonitor;
  readonly power: PowerMeter & { gpuUse(): number | null };
  readonly baseline: BaselineLearner;
  readonly energy: EnergyAccount;
  /** What is known of a process that owns no connection. */
  describeProgram(pid: number): LocalProgram | null;
  /** The guest of this computer whose MAC it is; null where it is none's. */
  guestOf(mac: string): Device['guest'];
}

/** Learns this machine's idle power. */
export interface BaselineLearner {
  /** One reading a second; `usage` is the share of all cores in use. */
  learn(reading: {
    readonly atMs: number;
    readonly watts: Watts;
    readonly usage: number | null;
    readonly isMining: boolean;
  }): void;
  report(): Baseline;
}

/** Adds up energy above idle since a finding. */
export interface EnergyAccount {
  add(reading: {
    readonly atMs: number;
    readonly watts: Watts;
    readonly idleWatts: number | null;
    readonly isMining: boolean;
  }): void;
  report(): Energy;
}

const sampleMs = 1000;
const pointMs = 5000;
const mostPoints = 360;
const busiestShown = 15;

/** Reads once a second while somebody holds it. */
export class HostMonitor {
  readonly owner: ConnectionOwner;
  readonly processor: ProcessorMonitor;
  /** Watts that a person gave for this machine, for an estimate where nothing measures them. */
  givenWatts: GivenWatts = { idleWatts: null, fullLoadWatts: null };
  private readonly history: HostPoint[] = [];
  private lastPointMs = Number.NEGATIVE_INFINITY;
  private holders = 0;
  private timer: NodeJS.Timeout | null = null;
  private isMining = false;

  constructor(private readonly parts: HostParts) {
    this.owner = parts.owner;
    this.processor = parts.processor;
  }

  /** Starts reading; the returned function lets go. */
  hold(): () => void {
    this.holders++;
    if (this.holders === 1) this.plan(0);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.holders--;
      if (this.holders > 0 || this.timer === null) return;
      clearTimeout(this.timer);
      this.timer = null;
    };
  }

  /** The guest (container, virtual machine, namespace) of this computer whose MAC it is; null where it is none's. */
  guestOf(mac: string): Device['guest'] {
    return this.parts.guestOf(mac);
  }

  /** Asks who the guests are, so that `guestOf` knows their names a moment later. */
  lookForGuests(): void {
    this.parts.guestOf('');
  }

  /** Whether a program of this computer is being found mining. */
  noteMining(isMining: boolean): void {
    this.isMining = isMining;
  }

  /** The busiest graphics processor, 0..1, or null where none can be read. */
  gpuUse(): number | null {
    return this.parts.power.gpuUse();
  }

  /** Cores of the machine in use over the last ten seconds; null until there are two readings. */
  coresInUse(): number | null {
    const { usage } = this.processor.machine();
    return usage === null ? null : usage * availableParallelism();
  }

  /**
   * Power of the machine, and what it is at idle; null until both are known. Measured only: an estimate is made from the use of
   * the processor, and would say the same thing twice.
   */
  powerBesideIdle(): {
    readonly watts: Extract<Watts, { kind: 'measured' }>;
    readonly idleWatts: number;
  } | null {
    const { total } = this.parts.power.report();
    const { idleWatts } = this.parts.baseline.report();
    return total.kind !== 'measured' || idleWatts === null ? null : { watts: total, idleWatts };
  }

  /** A program with what it takes of the processor. */
  describe(program: LocalProgram): ProcessReport {
    const usage = this.processor.usageOf(program.pid);
    const { pid, name, path, parent, user, startedAt, commandLine, container } = program;
    return {
      ...{ pid, name, path, parent, user, startedAt, commandLine, container },
      isBrowser: isBrowser(name),
      cpu: usage?.cpu ?? null,
      cpuMinute: usage?.cpuMinute ?? null,
      treeCpuMinute: usage?.treeCpuMinute ?? null,
      variation: usage?.variation ?? null,
      variationSeconds: usage?.variationSeconds ?? 0,
      residentBytes: usage?.residentBytes ?? null,
      hints: [...(usage?.hints ?? [])],
      watts: this.wattsOf(usage?.cpu ?? null),
    };
  }

  /** All of it. `owners`: programs that are listed whether they are busy or not. */
  report(owners: readonly LocalProgram[], activity: HostActivity[]): HostReport {
    const { processor } = this;
    const { power, baseline, energy } = this.parts;
    const listed = new Map(owners.map((program) => [program.pid, program]));
    for (const { pid, name } of processor.busiest(busiestShown)) {
      if (!listed.has(pid)) listed.set(pid, this.parts.describeProgram(pid) ?? nameless(pid, name));
    }
    const machine = processor.machine();
    return {
      at: new Date().toISOString(),
      system: systemOf(process.platform),
      cpu: { ...machine, perCore: [...machine.perCore] },
      processes: Array.from(listed.values(), (program) => this.describe(program)).sort(
        (a, b) => (b.cpuMinute ?? 0) - (a.cpuMinute ?? 0),
      ),
      power: power.report(),
      baseline: baseline.report(),
      energy: energy.report(),
      history: [...this.history],
      activity,
    };
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.holders = 0;
    this.parts.owner.dispose();
    this.parts.processor.dispose();
    this.parts.power.dispose();
  }

  /** The share of the processor's power that goes with a share of its time. */
  private wattsOf(cores: number | null): Watts {
    const packages = packagesOf(this.parts.power.report().sources);
    if (packages.length === 0) return { kind: 'unavailable', reason: 'not-supported' };
    let watts = 0;
    for (const { watts: figure } of packages) {
      if (figure.kind === 'unavailable') return figure;
      watts += figure.watts;
    }
    const used = this.coresInUse();
    if (cores === null || used === null) return { kind: 'unavailable', reason: 'warming-up' };
    const share = used > 0 ? Math.min(1, cores / used) : 0;
    return { kind: 'estimated', watts: watts * share, driver: 'share-of-processor' };
  }

  private plan(delayMs: number): void {
    this.timer = setTimeout(() => void this.sample(), delayMs);
    this.timer.unref();
  }

  private async sample(): Promise<void> {
    const beganMs = performance.now();
    await Promise.all([this.parts.processor.sample(), this.parts.power.sample()]);
    const { baseline, energy, power, processor } = this.parts;
    const { total } = power.report();
    const { usage } = processor.machine();
    const reading = { atMs: performance.now(), watts: total, isMining: this.isMining };
    baseline.learn({ ...reading, usage });
    energy.add({ ...reading, idleWatts: baseline.report().idleWatts });
    if (beganMs - this.lastPointMs >= pointMs) {
      this.lastPointMs = beganMs;
      const watts = total.kind === 'unavailable' ? null : total.watts;
      this.history.push({ at: new Date().toISOString(), cpu: usage, watts });
      if (this.history.length > mostPoints) this.history.shift();
    }
    if (this.holders > 0) this.plan(Math.max(0, sampleMs - (performance.now() - beganMs)));
  }
}

function nameless(pid: number, name: string): LocalProgram {
  return { pid, name, path: null, parent: null, user: null, startedAt: null, commandLine: null, container: null };
}

function systemOf(platform: NodeJS.Platform): HostReport['system'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
