/** Power on Windows: the battery through WMI. */
import type { PowerSource, Watts } from '../../../shared/host';

export const batteryQuery =
  'Get-CimInstance -Namespace root/wmi -ClassName BatteryStatus | ' +
  'Select-Object InstanceName,Discharging,PowerOnline,DischargeRate | ConvertTo-Json -Compress';

/** The driver does not know the rate. */
const unknownRate = 0x80000000;

/** What `batteryQuery` prints: the rate in milliwatts; empty without a battery. */
export function parseBatteryStatus(text: string): PowerSource[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  return (Array.isArray(parsed) ? parsed : [parsed]).flatMap((row: unknown, at): PowerSource[] => {
    if (typeof row !== 'object' || row === null) return [];
    const { InstanceName, Discharging, DischargeRate } = row as Record<string, unknown>;
    if (typeof Discharging !== 'boolean') return [];
    const label = typeof InstanceName === 'string' ? InstanceName : `battery ${at}`;
    return [
      {
        id: `wmi:${at}`,
        driver: 'battery',
        part: 'machine',
        label,
        watts: wattsOf(Discharging, Number(DischargeRate)),
      },
    ];
  });
}

function wattsOf(isDischarging: boolean, rate: number): Watts {
  if (!isDischarging) return { kind: 'unavailable', reason: 'plugged-in' };
  if (!(rate > 0) || rate >= unknownRate) return { kind: 'unavailable', reason: 'unreadable' };
  return { kind: 'measured', watts: rate / 1000, driver: 'battery' };
}
