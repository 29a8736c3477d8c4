/** What the owner of a connection does to this machine, as facts. */
import type { EvidenceFact } from '../../shared/evidence-fact';
import type { LocalProgram } from '../host/connection-owner';
import type { HostMonitor } from '../host/host-monitor';
import { isBrowser } from '../host/is-browser';
import type { ProcessUsage } from '../host/process-usage';
import { createWindow, fillWindow } from '../inference/scorer';
import type { Pipeline } from '../pipeline';
import { compareWork } from './compare-work';

/** Cores: below the first a program is idle, from the second on it works hard enough to be a throttled miner. */
const idleCores = 0.02;
const workingCores = 0.15;
/** Hashing keeps a processor evenly busy: coefficient of variation in steps of five seconds. */
const steadyVariation = 0.35;
/** Seconds of the program that must have been seen. */
const leastSeconds = 20;
const leastKilobytes = 0.5;
/** A graphics processor that works. */
const busyGpu = 0.3;

export interface OwnerObservation {
  readonly pipeline: Pipeline;
  readonly host: HostMonitor;
  readonly connection: number;
  readonly program: LocalProgram;
  readonly usage: ProcessUsage;
  /** Open connections of the program: what it does may be for any of them. */
  readonly openConnections: number;
  /** Of the program and bytes of the connection in the same time. */
  readonly cpuSeconds: number;
  readonly bytes: number;
  readonly isFlagged: boolean;
}

const window = createWindow();

/** Nothing before the program was seen for a while. */
export function observeOwner(observation: OwnerObservation): EvidenceFact[] {
  const { pipeline, host, connection, program, usage, bytes, cpuSeconds, openConnections, isFlagged } = observation;
  const about = { program: program.name, pid: program.pid };
  const facts: EvidenceFact[] = [];
  const cores = usage.treeCpuMinute;
  const seconds = Math.min(usage.variationSeconds, pipeline.table.durationUs[connection] / 1e6);
  if (cores !== null && seconds >= leastSeconds) {
    const level = levelOf(cores, usage.variation);
    const kilobytes = bytes / 1000;
    facts.push({
      ...{ code: 'owner-cpu', ...about, level, cores, variation: usage.variation, seconds, openConnections },
      isGpuBusy: (host.gpuUse() ?? 0) >= busyGpu,
      secondsPerKilobyte: kilobytes >= leastKilobytes ? cpuSeconds / kilobytes : null,
    });
    if (level !== 'idle') facts.push(...observePower(observation, cores));
    fillWindow(pipeline.table, connection, window);
    const beginMs = pipeline.table.firstUs[connection] / 1e3;
    const work = level === 'idle' ? null : compareWork(host.processor.historyOf(program.pid), beginMs, window);
    if (work !== null) facts.push({ code: 'work-before-messages', ...about, ...work });
  }
  if (usage.hints.includes('randomx-memory') && usage.residentBytes !== null) {
    facts.push({ code: 'owner-memory', ...about, residentBytes: usage.residentBytes });
  }
  if (isFlagged && isBrowser(program.name)) facts.push({ code: 'owner-browser', ...about });
  return facts;
}

function levelOf(cores: number, variation: number | null): 'steady' | 'uneven' | 'some' | 'idle' {
  if (cores < idleCores) return 'idle';
  if (cores < workingCores) return 'some';
  return variation !== null && variation <= steadyVariation ? 'steady' : 'uneven';
}

function observePower({ host, program }: OwnerObservation, cores: number): EvidenceFact[] {
  const power = host.powerBesideIdle();
  const used = host.coresInUse();
  if (power === null || used === null || used <= 0) return [];
  const { watts, driver } = power.watts;
  const share = Math.min(1, cores / used);
  const { idleWatts } = power;
  return [{ code: 'owner-power', program: program.name, pid: program.pid, watts, idleWatts, driver, share }];
}
