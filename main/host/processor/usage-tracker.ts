/** From readings of processes to what they use: pure arithmetic over a bounded past. */
import type { ProcessHint } from '../../../shared/host';
import type { ProcessUsage } from '../process-usage';

/** One process at one moment. */
export interface ProcessReading {
  readonly pid: number;
  /** Of the parent; 0 where there is none. */
  readonly parent: number;
  readonly name: string;
  /** Tells the process from a later one of the same pid. */
  readonly start: string;
  /** Processor seconds it has taken. */
  readonly cpuSeconds: number;
  /** Processor seconds of its children that have ended; 0 where the system does not tell. */
  readonly endedSeconds: number;
  readonly residentBytes: number | null;
}

const shortMs = 10_000;
const minuteMs = 60_000;
const pastMs = 600_000;
/** Of processes that nobody follows. */
const shortPastMs = 75_000;
/** Steps over which evenness is judged, and so many of them at least. */
const stepMs = 5000;
const leastSteps = 4;
/** After a gap like this (the machine slept) the past tells nothing. */
const gapMs = 30_000;
/** RandomX keeps a data set of 2,080 MiB; caches, scratchpads and the program come on top. */
const randomxBytes = { from: 2080 * 2 ** 20, to: 3200 * 2 ** 20 };

interface Point {
  readonly atMs: number;
  readonly cpuSeconds: number;
  readonly endedSeconds: number;
}

interface Process {
  latest: ProcessReading;
  points: Point[];
}

interface Followed {
  /** What each process of the tree had taken at the last reading. */
  members: Map<number, Point>;
  atMs: number;
  cpuSeconds: number;
  /** Steps between readings: their end and the cores in use. */
  history: [number, number][];
}

/** Times are of one clock that never goes back. */
export class UsageTracker {
  private readonly processes = new Map<number, Process>();
  private children = new Map<number, number[]>();
  private readonly followed = new Map<number, Followed>();
  private lastMs = Number.NEGATIVE_INFINITY;

  /** Takes readings of one moment. `isComplete`: all processes that there are; else of some of them. */
  add(readings: Iterable<ProcessReading>, atMs: number, isComplete: boolean): void {
    if (atMs - this.lastMs > gapMs) this.forgetPast();
    this.lastMs = atMs;
    const seen = new Set<number>();
    for (const reading of readings) {
      seen.add(reading.pid);
      const known = this.processes.get(reading.pid);
      const process = known?.latest.start === reading.start ? known : { latest: reading, points: [] };
      process.latest = reading;
      const { cpuSeconds, endedSeconds } = reading;
      process.points.push({ atMs, cpuSeconds, endedSeconds });
      const keepMs = this.followed.has(reading.pid) ? pastMs : shortPastMs;
      while (process.points.length > 2 && process.points[1].atMs <= atMs - keepMs) process.points.shift();
      this.processes.set(reading.pid, process);
    }
    if (isComplete) {
      for (const pid of this.processes.keys()) if (!seen.has(pid)) this.drop(pid);
      this.children = groupByParent([...this.processes.values()]);
    }
    for (const [pid, followed] of this.followed) this.stepFollowed(pid, followed, atMs);
  }

  /** A process that is gone between complete readings. */
  drop(pid: number): void {
    this.processes.delete(pid);
    this.followed.delete(pid);
  }

  follow(pid: number): void {
    if (this.followed.has(pid)) return;
    this.followed.set(pid, { members: new Map(), atMs: Number.NaN, cpuSeconds: 0, history: [] });
  }

  /** The processes that are followed, with their descendants. */
  followedTrees(): Set<number> {
    const pids = new Set<number>();
    for (const pid of this.followed.keys()) for (const member of this.tree(pid)) pids.add(member);
    return pids;
  }

  usageOf(pid: number): ProcessUsage | null {
    const process = this.processes.get(pid);
    if (!process) return null;
    const { latest, points } = process;
    const followed = this.followed.get(pid);
    const history = followed?.history ?? [];
    const steps = followed ? stepsOfHistory(history) : stepsOfPoints(points);
    return {
      pid,
      name: latest.name,
      cpu: rateOf(points, shortMs),
      cpuMinute: rateOf(points, minuteMs),
      treeCpuMinute: history.length > 0 ? meanOf(history, minuteMs) : this.sumTree(pid),
      variation: variationOf(steps),
      variationSeconds: Math.round((steps.length * stepMs) / 1000),
      cpuSeconds: followed?.cpuSeconds ?? latest.cpuSeconds - points[0].cpuSeconds,
      residentBytes: latest.residentBytes,
      hints: hintsOf(latest),
    };
  }

  historyOf(pid: number): readonly (readonly [number, number])[] {
    return this.followed.get(pid)?.history ?? [];
  }

  busiest(count: number): ProcessUsage[] {
    const rated = Array.from(this.processes, ([pid, { points }]) => ({ pid, cores: rateOf(points, minuteMs) ?? 0 }));
    return rated
      .sort((a, b) => b.cores - a.cores || a.pid - b.pid)
      .slice(0, count)
      .flatMap(({ pid }) => this.usageOf(pid) ?? []);
  }

  /** Adds what a followed process and its descendants took since the last reading. Children that ended are in their parent's sum. */
  private stepFollowed(pid: number, followed: Followed, atMs: number): void {
    const members = new Map<number, Point>();
    let seconds = 0;
    let endedGrowth = 0;
    for (const member of this.tree(pid)) {
      const process = this.processes.get(member);
      if (!process) continue;
      const now = process.points[process.points.length - 1];
      const before = followed.members.get(member);
      members.set(member, now);
      if (before !== undefined) {
        seconds += now.cpuSeconds - before.cpuSeconds;
        endedGrowth += now.endedSeconds - before.endedSeconds;
      } else if (followed.members.size > 0) seconds += now.cpuSeconds - process.points[0].cpuSeconds;
    }
    let counted = 0;
    for (const [member, before] of followed.members) if (!members.has(member)) counted += before.cpuSeconds;
    seconds += Math.max(0, endedGrowth - counted);
    const passedMs = atMs - followed.atMs;
    followed.members = members;
    followed.atMs = atMs;
    if (!(passedMs > 0)) return;
    followed.cpuSeconds += seconds;
    followed.history.push([atMs, Math.max(0, seconds) / (passedMs / 1000)]);
    while (followed.history.length > 0 && followed.history[0][0] < atMs - pastMs) followed.history.shift();
  }

  private *tree(pid: number, depth = 0): Generator<number> {
    yield pid;
    // A loop among parents can't be, short of pids given again while reading.
    if (depth > 32) return;
    for (const child of this.children.get(pid) ?? []) yield* this.tree(child, depth + 1);
  }

  private sumTree(pid: number): number | null {
    let sum: number | null = null;
    for (const member of this.tree(pid)) {
      const cores = rateOf(this.processes.get(member)?.points ?? [], minuteMs);
      if (cores !== null) sum = (sum ?? 0) + cores;
    }
    return sum;
  }

  private forgetPast(): void {
    for (const process of this.processes.values()) process.points = [];
    for (const followed of this.followed.values()) {
      followed.members = new Map();
      followed.atMs = Number.NaN;
      followed.history = [];
    }
  }
}

function groupByParent(processes: readonly Process[]): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const { latest } of processes) {
    if (latest.parent === latest.pid) continue;
    const siblings = children.get(latest.parent);
    if (siblings) siblings.push(latest.pid);
    else children.set(latest.parent, [latest.pid]);
  }
  return children;
}

/** Cores over the last `spanMs`, or what there is of them; null with fewer than two readings. */
function rateOf(points: readonly Point[], spanMs: number): number | null {
  if (points.length < 2) return null;
  const last = points[points.length - 1];
  let at = points.length - 2;
  while (at > 0 && points[at].atMs > last.atMs - spanMs) at--;
  const seconds = (last.atMs - points[at].atMs) / 1000;
  return seconds > 0 ? Math.max(0, last.cpuSeconds - points[at].cpuSeconds) / seconds : null;
}

function meanOf(history: readonly (readonly [number, number])[], spanMs: number): number {
  const fromMs = history[history.length - 1][0] - spanMs;
  const recent = history.filter(([atMs]) => atMs > fromMs);
  return recent.reduce((sum, [, cores]) => sum + cores, 0) / recent.length;
}

function stepsOfHistory(history: readonly (readonly [number, number])[]): number[] {
  if (history.length === 0) return [];
  const sums = new Map<number, { cores: number; count: number }>();
  const beginMs = history[0][0];
  for (const [atMs, cores] of history) {
    const step = Math.floor((atMs - beginMs) / stepMs);
    const sum = sums.get(step) ?? { cores: 0, count: 0 };
    sum.cores += cores;
    sum.count++;
    sums.set(step, sum);
  }
  // The step that is under way is not whole.
  return [...sums.values()].slice(0, -1).map(({ cores, count }) => cores / count);
}

/** Uses between readings at least a step apart. */
function stepsOfPoints(points: readonly Point[]): number[] {
  const steps: number[] = [];
  let from = 0;
  for (let at = 1; at < points.length; at++) {
    const passedMs = points[at].atMs - points[from].atMs;
    if (passedMs < stepMs) continue;
    steps.push((points[at].cpuSeconds - points[from].cpuSeconds) / (passedMs / 1000));
    from = at;
  }
  return steps;
}

/** Standard deviation over mean. */
function variationOf(steps: readonly number[]): number | null {
  if (steps.length < leastSteps) return null;
  const mean = steps.reduce((sum, value) => sum + value, 0) / steps.length;
  if (!(mean > 0)) return null;
  const variance = steps.reduce((sum, value) => sum + (value - mean) ** 2, 0) / steps.length;
  return Math.sqrt(variance) / mean;
}

function hintsOf({ residentBytes }: ProcessReading): ProcessHint[] {
  if (residentBytes === null) return [];
  return residentBytes >= randomxBytes.from && residentBytes <= randomxBytes.to ? ['randomx-memory'] : [];
}
