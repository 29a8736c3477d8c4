/** Power readers on what real machines said; tests/fixtures/host/README.md tells which. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPowerMeter, type PowerMeterOptions } from '../../../../main/host/power/create-power-meter';
import { parsePowermetrics } from '../../../../main/host/power/macos-power';
import { parseNvidiaSmi } from '../../../../main/host/power/nvidia-smi';
import { parseEnergyMeter } from '../../../../main/host/power/windows-power';
import { makeTree } from '../../../support/make-tree';
import {
  readRecorded,
  readRecordedColumns,
  readRecordedCounters,
  readRecordedList,
  readRecordedSensors,
  readRecordedTree,
  readRecordedUevent,
} from '../../../support/recorded-host';

let root = '';
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'kanaria-sys-'))));
afterEach(() => rmSync(root, { recursive: true }));

/** Moves the clock and reads. */
function createReader(options: PowerMeterOptions = {}) {
  const clock = { ms: 1000 };
  const ask = () => Promise.resolve(null);
  const meter = createPowerMeter({ platform: 'linux', sysRoot: root, ask, now: () => clock.ms, ...options });
  return async (ms: number) => {
    clock.ms += ms;
    await meter.sample();
    return meter.report();
  };
}

/** Reads twice, since what a program tells comes a moment later. */
async function askFor(platform: NodeJS.Platform, program: string, answer: string) {
  const ask = (file: string, args: readonly string[]) =>
    Promise.resolve(`${file} ${args.join(' ')}`.includes(program) ? answer : null);
  const read = createReader({ platform, ask, isRoot: true });
  await read(0);
  return read(100);
}

const close = (value: number) => expect.closeTo(value, 6) as number;

describe('RAPL', () => {
  it('AMD: two readings five seconds apart; the cores, whose counter is missing, change nothing', async () => {
    makeTree(root, readRecordedTree('linux-rapl-amd.txt'));
    const read = createReader();
    await read(0);
    makeTree(root, readRecordedTree('linux-rapl-amd-later.txt'));
    const { total, scope, sources } = await read(5015.051212);
    // 46,107,552,971 - 45,514,845,753 uJ in 5.015051212 s.
    expect(total).toEqual({ kind: 'measured', watts: close(592.707218 / 5.015051212), driver: 'rapl' });
    expect(scope).toBe('processor');
    expect(sources.map(({ label, part, watts }) => [label, part, watts.kind])).toEqual([
      ['package-0', 'processor', 'measured'],
      ['core', 'cores', 'unavailable'],
    ]);
  });

  it('Intel: goes on over the end of the counter, 21,721 J after the recording', async () => {
    const recorded = readRecordedTree('linux-rapl-intel.txt');
    makeTree(root, recorded);
    const read = createReader();
    await read(0);
    const zones = { 'intel-rapl:0': 95, 'intel-rapl:0:0': 60 };
    const wattsSeen = new Set<number>();
    let wraps = 0;
    for (let second = 10; second <= 300; second += 10) {
      for (const [zone, watts] of Object.entries(zones)) {
        const file = `class/powercap/${zone}/energy_uj`;
        const range = Number(recorded[`class/powercap/${zone}/max_energy_range_uj`]);
        const energy = Number(recorded[file]) + second * watts * 1e6;
        if (energy >= range && energy - range < 10 * watts * 1e6) wraps++;
        makeTree(root, { [file]: `${energy % range}\n` });
      }
      const { total, sources } = await read(10_000);
      if (total.kind === 'measured') wattsSeen.add(Math.round(total.watts * 1e6) / 1e6);
      expect(sources[1].watts).toMatchObject({ watts: close(60) });
    }
    expect([...wattsSeen]).toEqual([95]);
    expect(wraps).toBe(1);
  });

  it('Intel laptop: all zones, without the interface that counts the package again', async () => {
    makeTree(root, readRecordedTree('linux-rapl-zones.txt'));
    const { sources } = await createReader()(0);
    expect(sources.map(({ label, part }) => [label, part])).toEqual([
      ['package-0', 'processor'],
      ['core', 'cores'],
      ['uncore', 'other'],
      ['psys', 'machine'],
    ]);
  });
});

describe('batteries on Linux', () => {
  it.each([
    ['in energy', readRecordedTree('linux-battery-energy.txt'), 15.453],
    // 756 mA at 12.6 V.
    ['in charge', readRecordedUevent('linux-battery-charge-uevent.txt'), 9.5256],
  ])('%s', async (_style, tree, watts) => {
    makeTree(root, tree);
    const total = { kind: 'measured', watts: close(watts), driver: 'battery' };
    expect(await createReader()(0)).toMatchObject({ total, scope: 'machine' });
  });

  it('tell nothing while they are charged', async () => {
    makeTree(root, readRecordedUevent('linux-battery-charging-uevent.txt'));
    expect((await createReader()(0)).total).toEqual({ kind: 'unavailable', reason: 'plugged-in' });
  });
});

describe('amdgpu', () => {
  it('in microwatts, as it is', async () => {
    makeTree(root, { ...readRecordedTree('linux-hwmon-amdgpu.txt'), 'class/hwmon/hwmon4/name': 'amdgpu\n' });
    expect((await createReader()(0)).sources).toMatchObject([
      { part: 'gpu', label: 'amdgpu', watts: { watts: close(9.103) } },
    ]);
  });

  it('of a card is added to the processor', async () => {
    makeTree(root, {
      ...readRecordedTree('linux-rapl-amd.txt'),
      ...readRecordedSensors('linux-sensors-amdgpu-card.txt'),
    });
    const read = createReader();
    await read(0);
    makeTree(root, readRecordedTree('linux-rapl-amd-later.txt'));
    expect((await read(5015.051212)).total).toMatchObject({ watts: close(592.707218 / 5.015051212 + 18) });
  });

  it('of a processor with graphics inside tells of both, and is not counted twice', async () => {
    makeTree(root, readRecordedSensors('linux-sensors-amdgpu-laptop.txt'));
    const alone = await createReader()(0);
    expect(alone).toMatchObject({ total: { watts: close(17.08), driver: 'hwmon' }, scope: 'processor' });
    makeTree(root, readRecordedTree('linux-rapl-amd.txt'));
    const read = createReader();
    await read(0);
    makeTree(root, readRecordedTree('linux-rapl-amd-later.txt'));
    expect((await read(5015.051212)).total).toMatchObject({ watts: close(592.707218 / 5.015051212), driver: 'rapl' });
  });
});

describe('macOS', () => {
  it('ioreg: current as two’s complement, the moment before the average', async () => {
    // 2^64 - 18,446,744,073,709,550,524 = 1,092 mA at 11.974 V.
    const total = { kind: 'measured', watts: close(13.075608), driver: 'ioreg' };
    const report = await askFor('darwin', 'ioreg', readRecorded('macos-ioreg-macbook-pro.txt'));
    expect(report).toMatchObject({ total, scope: 'machine' });
  });

  it('powermetrics: processor and graphics of Apple, the package of Intel', async () => {
    const apple = await askFor('darwin', 'powermetrics', readRecorded('macos-powermetrics-apple.txt'));
    expect(apple).toMatchObject({ total: { watts: close(0.982) }, scope: 'processor' });
    expect(apple.sources).toMatchObject([
      { label: 'CPU', part: 'processor', watts: { watts: 0.954 } },
      { label: 'GPU', part: 'gpu', watts: { watts: 0.028 } },
    ]);
    const intel = await askFor('darwin', 'powermetrics', readRecorded('macos-powermetrics-intel.txt'));
    expect(intel).toMatchObject({ total: { watts: 8.53, driver: 'powermetrics' }, scope: 'processor' });
  });

  it('powermetrics: a processor that is said to take nothing is not believed', () => {
    const text = readRecorded('macos-powermetrics-apple.txt').replace('CPU Power: 954 mW', 'CPU Power: 0 mW');
    expect(parsePowermetrics(text)).toMatchObject([
      { label: 'CPU', watts: { kind: 'unavailable', reason: 'unreadable' } },
      { label: 'GPU', watts: { watts: 0.028 } },
    ]);
  });
});

describe('Windows', () => {
  it('battery that feeds the laptop, in milliwatts', async () => {
    const report = await askFor('win32', 'BatteryStatus', readRecordedList('windows-battery-discharging.txt'));
    expect(report).toMatchObject({ total: { kind: 'measured', watts: 19.29, driver: 'battery' }, scope: 'machine' });
    expect(report.sources).toMatchObject([{ label: 'ACPI\\PNP0C0A\\0_0', part: 'machine' }]);
  });

  it.each(['windows-battery-plugged-in.txt', 'windows-battery-weak-charger.txt'])(
    'battery on the mains: %s',
    async (file) => {
      const report = await askFor('win32', 'BatteryStatus', readRecordedList(file));
      expect(report.total).toEqual({ kind: 'unavailable', reason: 'plugged-in' });
    },
  );

  it('energy meter of AMD: each core, in milliwatts', () => {
    const sources = parseEnergyMeter(readRecordedCounters('windows-energy-meter-amd.txt'));
    expect(sources.map(({ part }) => part)).toEqual(Array(6).fill('cores'));
    const watts = sources.map((source) => (source.watts.kind === 'measured' ? source.watts.watts : null));
    expect(watts).toEqual(
      [
        1.87208632575553, 2.03262092860846, 1.63010142960029, 0.564094397425328, 1.69041387825924, 0.176968586651307,
      ].map(close),
    );
  });
});

it('nvidia-smi, where the driver tells and where it does not', () => {
  const [known] = parseNvidiaSmi(
    `0, ${readRecordedColumns('nvidia-smi-rtx-2080.txt', ['name', 'power.draw', 'utilization.gpu'])}`,
  );
  expect(known.source).toMatchObject({ label: 'GeForce RTX 2080', watts: { kind: 'measured', watts: 176.98 } });
  expect(known.use).toBe(0.86);
  const [unknown] = parseNvidiaSmi(
    `0, ${readRecordedColumns('nvidia-smi-gtx-770.txt', ['gpu_name', 'power.draw', 'utilization.gpu'])}`,
  );
  expect(unknown.source.watts).toEqual({ kind: 'unavailable', reason: 'not-supported' });
  expect(unknown.use).toBeNull();
});
