/** Power sensors of drivers for graphics processors, power supplies and boards (Linux hwmon). */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { PowerPart, PowerSource, Watts } from '../../../shared/host';
import { EnergyCounter } from './energy-counter';
import { type PowerDriver, readNumber, readSensor } from './power-driver';

/** Drivers whose power is that of the named part; others are shown and not added up. */
const parts: Readonly<Record<string, PowerPart>> = {
  amdgpu: 'gpu',
  nouveau: 'gpu',
  xe: 'gpu',
  i915: 'gpu',
  zenpower: 'processor',
  fam15h_power: 'processor',
  amd_energy: 'processor',
  zenergy: 'processor',
  power_meter: 'machine',
};

/** `root`: /sys, or a tree like it. Power in microwatts, energy in microjoules. */
export function createHwmon(root: string): PowerDriver {
  const base = path.join(root, 'class/hwmon');
  const counters = new Map<string, EnergyCounter>();

  function readEnergy(id: string, file: string, nowMs: number): Watts {
    const counter = counters.get(id) ?? new EnergyCounter('hwmon');
    counters.set(id, counter);
    const read = readSensor(file);
    if (read.kind === 'ok' && /^\d+$/.test(read.text)) return counter.next(nowMs, Number(read.text), null);
    counter.forget();
    return read.kind === 'ok' ? { kind: 'unavailable', reason: 'unreadable' } : read;
  }

  return {
    read: (nowMs) => {
      const sources: PowerSource[] = [];
      for (const device of listFolder(base)) {
        const folder = path.join(base, device);
        const name = readSensor(path.join(folder, 'name'));
        const driver = name.kind === 'ok' ? name.text : device;
        const names = listFolder(folder);
        for (const { file, sensor, isEnergy } of chooseFiles(names)) {
          const labelFile = readSensor(path.join(folder, `${sensor}_label`));
          const label = labelFile.kind === 'ok' ? `${driver} ${labelFile.text}` : driver;
          const id = `hwmon:${device}:${sensor}`;
          const watts = isEnergy ? readEnergy(id, path.join(folder, file), nowMs) : readPower(path.join(folder, file));
          sources.push({ id, driver: 'hwmon', part: partOf(driver, label, names), label, watts });
        }
      }
      return sources;
    },
  };
}

/** The sensors of a device: the average where there is one, else the moment, else the counter of energy. */
function chooseFiles(names: readonly string[]): { file: string; sensor: string; isEnergy: boolean }[] {
  const chosen = new Map<string, { file: string; sensor: string; isEnergy: boolean }>();
  const order = [/^(power\d+)_average$/, /^(power\d+)_input$/, /^(energy\d+)_input$/];
  for (const [rank, pattern] of order.entries()) {
    const isEnergy = rank === 2;
    if (isEnergy && chosen.size > 0) break;
    for (const file of names) {
      const sensor = pattern.exec(file)?.[1];
      if (sensor !== undefined && !chosen.has(sensor)) chosen.set(sensor, { file, sensor, isEnergy });
    }
  }
  return [...chosen.values()];
}

/**
 * `amd_energy` and `zenergy` have a counter for each core beside those of the sockets, which hold them. `amdgpu` tells of processor
 * and graphics together where both are one chip: only there it has the voltage `vddnb`.
 */
function partOf(driver: string, label: string, names: readonly string[]): PowerPart {
  if (driver === 'amdgpu' && names.includes('in1_input')) return 'processor';
  if (driver === 'amd_energy' || driver === 'zenergy') return label.includes('socket') ? 'processor' : 'cores';
  return parts[driver] ?? 'other';
}

function readPower(file: string): Watts {
  const read = readSensor(file);
  if (read.kind === 'unavailable') return read;
  const microwatts = readNumber(file);
  return microwatts === null
    ? { kind: 'unavailable', reason: 'unreadable' }
    : { kind: 'measured', watts: microwatts / 1e6, driver: 'hwmon' };
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
