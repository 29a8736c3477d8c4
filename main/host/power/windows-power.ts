/** Power on Windows: the battery through WMI, the processor through the energy meter interface (EMI) where there is one. */
import type { PowerSource, Watts } from '../../../shared/host';
import { parseRows } from '../powershell';

export const batteryQuery =
  'Get-CimInstance -Namespace root/wmi -ClassName BatteryStatus | ' +
  'Select-Object InstanceName,Discharging,PowerOnline,DischargeRate | ConvertTo-Json -Compress';

/** The driver does not know the rate. */
const unknownRate = 0x80000000;

/** What `batteryQuery` prints: the rate in milliwatts; empty without a battery. */
export function parseBatteryStatus(text: string): PowerSource[] {
  return (parseRows(text) ?? []).flatMap(
    ({ InstanceName, Discharging, PowerOnline, DischargeRate }, at): PowerSource[] => {
      if (typeof Discharging !== 'boolean') return [];
      const label = typeof InstanceName === 'string' ? InstanceName : `battery ${at}`;
      return [
        {
          id: `wmi:${at}`,
          driver: 'battery',
          part: 'machine',
          label,
          watts: wattsOf(Discharging && PowerOnline !== true, Number(DischargeRate)),
        },
      ];
    },
  );
}

/** A battery that helps a weak charger does not feed the machine alone. */
function wattsOf(isFeedingAlone: boolean, rate: number): Watts {
  if (!isFeedingAlone) return { kind: 'unavailable', reason: 'plugged-in' };
  if (!(rate > 0) || rate >= unknownRate) return { kind: 'unavailable', reason: 'unreadable' };
  return { kind: 'measured', watts: rate / 1000, driver: 'battery' };
}

/** The counters that Windows keeps of the meters behind its energy meter interface; empty where there is none. */
export const energyMeterQuery =
  "(Get-Counter '\\Energy Meter(*)\\Power' -ErrorAction Stop).CounterSamples | " +
  'Select-Object InstanceName,CookedValue | ConvertTo-Json -Compress';

/**
 * The domains of RAPL, as Windows names its channels: `RAPL_Package0_PKG`, `_PP0` (cores), `_PP1` (graphics inside), `_DRAM`;
 * on AMD `RAPL_Package0_Core0_CORE` for each core.
 */
const channelParts: readonly (readonly [pattern: RegExp, part: PowerSource['part']])[] = [
  [/_pkg$/i, 'processor'],
  [/_(?:pp0|core)$/i, 'cores'],
  [/_dram$/i, 'memory'],
];

/** What `energyMeterQuery` prints: milliwatts by channel. Channels that are not of the processor are shown and not added up. */
export function parseEnergyMeter(text: string): PowerSource[] {
  return (parseRows(text) ?? []).flatMap(({ InstanceName: name, CookedValue: milliwatts }): PowerSource[] => {
    if (typeof name !== 'string' || name.toLowerCase() === '_total' || milliwatts === undefined) return [];
    const part = channelParts.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
    const watts: Watts =
      typeof milliwatts === 'number' && milliwatts >= 0
        ? { kind: 'measured', watts: milliwatts / 1000, driver: 'emi' }
        : { kind: 'unavailable', reason: 'unreadable' };
    return [{ id: `emi:${name}`, driver: 'emi', part, label: name, watts }];
  });
}
