/** The power meter of this system. */
import type { PowerReport, PowerSource } from '../../../shared/host';
import type { ProcessorUse } from '../process-usage';
import { askSystem, type AskSystem } from '../owner/macos-owner';
import { powershellArgs } from '../powershell';
import { createAskedDriver } from './asked-driver';
import { createBattery } from './battery';
import { createHwmon } from './hwmon';
import { ioregArgs, parseIoreg, parsePowermetrics, powermetricsArgs } from './macos-power';
import { nvidiaArgs, parseNvidiaSmi } from './nvidia-smi';
import type { PowerDriver } from './power-driver';
import type { PowerMeter } from './power-meter';
import { createRapl } from './rapl';
import { sumPower } from './sum-power';
import { batteryQuery, energyMeterQuery, parseBatteryStatus, parseEnergyMeter } from './windows-power';

const gpuEveryMs = 5000;
const askEveryMs = 10_000;

/** Watts that a person gave for this machine; both or none. */
export interface GivenWatts {
  readonly idleWatts: number | null;
  readonly fullLoadWatts: number | null;
}

export interface PowerMeterOptions {
  readonly platform?: NodeJS.Platform;
  /** /sys, or a tree like it. */
  readonly sysRoot?: string;
  readonly ask?: AskSystem;
  readonly givenWatts?: () => GivenWatts;
  /** How much of the processor is in use, for the estimate. */
  readonly processorUse?: () => Pick<ProcessorUse, 'usage' | 'reason'>;
  readonly isRoot?: boolean;
  readonly now?: () => number;
}

/** What lets everybody of this machine read the counters until it is started anew; docs/power.md has the lasting rule. */
export const allowRaplCommand =
  'sudo chmod a+r /sys/class/powercap/intel-rapl*/energy_uj /sys/class/powercap/intel-rapl*/*/energy_uj';
export const allowPowermetricsCommand = 'sudo kanaria host';

/** A meter that also tells of graphics processors. */
export interface PowerMeterWithGpu extends PowerMeter {
  /** Use of the busiest graphics processor, 0..1; null where none tells. */
  gpuUse(): number | null;
}

export function createPowerMeter(options: PowerMeterOptions = {}): PowerMeterWithGpu {
  const { platform = process.platform, sysRoot = '/sys', ask = askSystem } = options;
  const { now = () => performance.now(), isRoot = process.getuid?.() === 0 } = options;
  let sources: readonly PowerSource[] = [];
  let gpuUse: number | null = null;
  const nvidia = createAskedDriver(async () => {
    const text = await ask('nvidia-smi', nvidiaArgs);
    if (text === null) return null;
    const readings = parseNvidiaSmi(text);
    const uses = readings.flatMap(({ use }) => use ?? []);
    gpuUse = uses.length > 0 ? Math.max(...uses) : null;
    return readings.map(({ source }) => source);
  }, gpuEveryMs);
  const drivers: PowerDriver[] = [...driversOf(platform, sysRoot, ask, isRoot), nvidia];

  return {
    sample: async () => {
      const nowMs = now();
      const read = await Promise.all(drivers.map(async (driver) => driver.read(nowMs)));
      sources = read.flat();
    },
    report: () => report(sources, platform, isRoot, options),
    gpuUse: () => gpuUse,
    dispose: () => undefined,
  };
}

function driversOf(platform: NodeJS.Platform, sysRoot: string, ask: AskSystem, isRoot: boolean): PowerDriver[] {
  const asked = (file: string, args: readonly string[], parse: (text: string) => PowerSource[]): PowerDriver =>
    createAskedDriver(async () => {
      const text = await ask(file, args);
      return text === null ? null : parse(text);
    }, askEveryMs);
  switch (platform) {
    case 'linux':
      return [createBattery(sysRoot), createRapl(sysRoot), createHwmon(sysRoot)];
    case 'darwin': {
      const battery = asked('/usr/sbin/ioreg', ioregArgs, parseIoreg);
      return isRoot ? [battery, asked('/usr/bin/powermetrics', powermetricsArgs, parsePowermetrics)] : [battery];
    }
    case 'win32':
      return [
        asked('powershell.exe', powershellArgs(batteryQuery), parseBatteryStatus),
        asked('powershell.exe', powershellArgs(energyMeterQuery), parseEnergyMeter),
      ];
    default:
      return [];
  }
}

function report(
  sources: readonly PowerSource[],
  platform: NodeJS.Platform,
  isRoot: boolean,
  options: PowerMeterOptions,
): PowerReport {
  const measured = sumPower(sources);
  const isDenied = sources.some(
    ({ driver, watts }) => driver === 'rapl' && watts.kind === 'unavailable' && watts.reason === 'no-permission',
  );
  const advice: PowerReport['advice'] = isDenied
    ? { purpose: 'allow-rapl', command: allowRaplCommand }
    : platform === 'darwin' && !isRoot
      ? { purpose: 'allow-powermetrics', command: allowPowermetricsCommand }
      : null;
  const estimated = measured.total.kind === 'unavailable' ? estimatePower(options) : null;
  return { ...(estimated ?? measured), sources: [...sources], advice };
}

/** Between the watts that a person gave; null where none were given, or the use of the processor can't be had. */
function estimatePower({ givenWatts, processorUse }: PowerMeterOptions): Pick<PowerReport, 'total' | 'scope'> | null {
  const { idleWatts = null, fullLoadWatts = null } = givenWatts?.() ?? {};
  if (idleWatts === null || fullLoadWatts === null) return null;
  const { usage = null, reason = null } = processorUse?.() ?? {};
  if (usage !== null) {
    const watts = idleWatts + Math.max(0, fullLoadWatts - idleWatts) * usage;
    return { total: { kind: 'estimated', watts, driver: 'given-range' }, scope: 'machine' };
  }
  return reason === 'warming-up' ? { total: { kind: 'unavailable', reason }, scope: null } : null;
}
