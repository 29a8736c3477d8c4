/** Running average power limit: counters of the processor's energy, through powercap (Linux; Intel, and AMD since Zen). */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { PowerPart, PowerSource } from '../../../shared/host';
import { EnergyCounter } from './energy-counter';
import { type PowerDriver, readNumber, readSensor } from './power-driver';

/** Which zones there are changes seldom. */
const listEveryMs = 60_000;

interface Zone {
  readonly id: string;
  readonly folder: string;
  readonly label: string;
  readonly part: PowerPart;
  readonly counter: EnergyCounter;
}

/** `root`: /sys, or a tree like it. */
export function createRapl(root: string): PowerDriver {
  const base = path.join(root, 'class/powercap');
  const zones = new Map<string, Zone>();
  let listedMs = Number.NEGATIVE_INFINITY;

  function list(): void {
    for (const id of listFolder(base)) {
      // `intel-rapl-mmio` counts the same package a second time.
      if (!/^intel-rapl(?::\d+)+$/.test(id) || zones.has(id)) continue;
      const folder = path.join(base, id);
      const name = readSensor(path.join(folder, 'name'));
      const label = name.kind === 'ok' ? name.text : id;
      zones.set(id, { id, folder, label, part: partOf(label), counter: new EnergyCounter('rapl') });
    }
  }

  function readZone({ id, folder, label, part, counter }: Zone, nowMs: number): PowerSource {
    const about = { id: `rapl:${id}`, driver: 'rapl', part, label } as const;
    const energy = readSensor(path.join(folder, 'energy_uj'));
    if (energy.kind === 'unavailable') {
      counter.forget();
      return { ...about, watts: energy };
    }
    if (!/^\d+$/.test(energy.text)) return { ...about, watts: { kind: 'unavailable', reason: 'unreadable' } };
    const range = readNumber(path.join(folder, 'max_energy_range_uj'));
    return { ...about, watts: counter.next(nowMs, Number(energy.text), range) };
  }

  return {
    read: (nowMs) => {
      if (nowMs - listedMs >= listEveryMs) {
        list();
        listedMs = nowMs;
      }
      return [...zones.values()].map((zone) => readZone(zone, nowMs));
    },
  };
}

/** `package-0`, `core`, `uncore` (graphics of the processor), `dram`, `psys` (the whole platform). */
function partOf(label: string): PowerPart {
  if (label.startsWith('package')) return 'processor';
  if (label === 'core') return 'cores';
  if (label === 'dram') return 'memory';
  return label === 'psys' ? 'machine' : 'other';
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
