/** What a laptop takes from its battery (Linux): the power of the whole machine while it is not plugged in. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { PowerSource, Watts } from '../../../shared/host';
import { type PowerDriver, readNumber, readSensor } from './power-driver';

/** `root`: /sys, or a tree like it. */
export function createBattery(root: string): PowerDriver {
  const base = path.join(root, 'class/power_supply');
  return {
    read: () => {
      const sources: PowerSource[] = [];
      for (const name of listFolder(base)) {
        const folder = path.join(base, name);
        const type = readSensor(path.join(folder, 'type'));
        const scope = readSensor(path.join(folder, 'scope'));
        // A mouse has a battery too, of the scope `Device`.
        if (type.kind !== 'ok' || type.text !== 'Battery' || (scope.kind === 'ok' && scope.text === 'Device')) continue;
        sources.push({
          id: `battery:${name}`,
          driver: 'battery',
          part: 'machine',
          label: name,
          watts: readWatts(folder),
        });
      }
      return sources;
    },
  };
}

/** Microwatts, or microamperes times microvolts; drivers differ in the sign. */
function readWatts(folder: string): Watts {
  const status = readSensor(path.join(folder, 'status'));
  if (status.kind === 'unavailable') return status;
  // Plugged in, the battery does not feed the machine, or not alone.
  if (status.text !== 'Discharging') return { kind: 'unavailable', reason: 'plugged-in' };
  const power = readNumber(path.join(folder, 'power_now'));
  if (power !== null && power !== 0) return { kind: 'measured', watts: Math.abs(power) / 1e6, driver: 'battery' };
  const current = readNumber(path.join(folder, 'current_now'));
  const voltage = readNumber(path.join(folder, 'voltage_now'));
  if (current === null || voltage === null || current === 0) return { kind: 'unavailable', reason: 'unreadable' };
  return { kind: 'measured', watts: (Math.abs(current) / 1e6) * (voltage / 1e6), driver: 'battery' };
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
