/** Power readers where nothing recorded shows it: on trees and output written in the formats of the drivers and tools. */
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPowerMeter, type PowerMeterOptions } from '../../../../main/host/power/create-power-meter';
import { parseEnergyMeter } from '../../../../main/host/power/windows-power';
import { makeTree, type Tree } from '../../../support/make-tree';

let root = '';
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'kanaria-sys-'))));
afterEach(() => rmSync(root, { recursive: true }));

const powercap = 'class/powercap';

/** A laptop with an Intel processor: package, cores, uncore, memory and the platform as a whole. */
function raplTree(energies: Record<string, number>, range = 262_143_328_850): Tree {
  const zones: Record<string, string> = {
    'intel-rapl:0': 'package-0',
    'intel-rapl:0:0': 'core',
    'intel-rapl:0:1': 'uncore',
    'intel-rapl:0:2': 'dram',
  };
  const tree: Record<string, string> = {};
  for (const [zone, name] of Object.entries(zones)) {
    if (!(name in energies)) continue;
    tree[`${powercap}/${zone}/name`] = `${name}\n`;
    tree[`${powercap}/${zone}/energy_uj`] = `${energies[name]}\n`;
    tree[`${powercap}/${zone}/max_energy_range_uj`] = `${range}\n`;
  }
  return tree;
}

/** A meter whose clock the test moves. */
function createMeter(options: PowerMeterOptions = {}) {
  const clock = { ms: 1000 };
  const meter = createPowerMeter({
    platform: 'linux',
    sysRoot: root,
    ask: () => Promise.resolve(null),
    now: () => clock.ms,
    ...options,
  });
  return {
    meter,
    after: async (ms: number) => {
      clock.ms += ms;
      await meter.sample();
      return meter.report();
    },
  };
}

describe('RAPL', () => {
  it('gives the watts of package and memory, cores not counted twice', async () => {
    makeTree(root, raplTree({ 'package-0': 1_000_000, core: 400_000, dram: 50_000 }));
    const { after } = createMeter();
    expect((await after(0)).total).toEqual({ kind: 'unavailable', reason: 'warming-up' });
    makeTree(root, raplTree({ 'package-0': 31_000_000, core: 20_400_000, dram: 4_050_000 }));
    const report = await after(2000);
    expect(report.total).toEqual({ kind: 'measured', watts: 17, driver: 'rapl' });
    expect(report.scope).toBe('processor');
    expect(report.sources.map(({ label, watts }) => [label, watts.kind === 'measured' && watts.watts])).toEqual([
      ['package-0', 15],
      ['core', 10],
      ['dram', 2],
    ]);
  });

  it('leaves out the time that the machine slept', async () => {
    makeTree(root, raplTree({ 'package-0': 1_000_000 }));
    const { after } = createMeter();
    await after(0);
    makeTree(root, raplTree({ 'package-0': 2_000_000 }));
    expect((await after(3_600_000)).total).toEqual({ kind: 'unavailable', reason: 'warming-up' });
    makeTree(root, raplTree({ 'package-0': 9_000_000 }));
    expect((await after(1000)).total).toMatchObject({ watts: 7 });
  });

  it('says when a counter has vanished', async () => {
    makeTree(root, raplTree({ 'package-0': 1_000_000 }));
    const { after } = createMeter();
    await after(0);
    unlinkSync(path.join(root, powercap, 'intel-rapl:0/energy_uj'));
    expect((await after(1000)).total).toEqual({ kind: 'unavailable', reason: 'vanished' });
  });

  it('adds the packages of an AMD machine with two sockets, and not the interface that counts one again', async () => {
    const tree = (first: number, second: number): Tree => ({
      [`${powercap}/intel-rapl:0/name`]: 'package-0\n',
      [`${powercap}/intel-rapl:0/energy_uj`]: `${first}\n`,
      [`${powercap}/intel-rapl:0/max_energy_range_uj`]: '65532610987\n',
      [`${powercap}/intel-rapl:1/name`]: 'package-1\n',
      [`${powercap}/intel-rapl:1/energy_uj`]: `${second}\n`,
      [`${powercap}/intel-rapl:1/max_energy_range_uj`]: '65532610987\n',
      [`${powercap}/intel-rapl-mmio:0/name`]: 'package-0\n',
      [`${powercap}/intel-rapl-mmio:0/energy_uj`]: `${first}\n`,
    });
    makeTree(root, tree(5_000_000, 7_000_000));
    const { after } = createMeter();
    await after(0);
    makeTree(root, tree(70_000_000, 52_000_000));
    expect((await after(1000)).total).toEqual({ kind: 'measured', watts: 110, driver: 'rapl' });
  });
});

describe('batteries', () => {
  const battery = (name: string, files: Record<string, string>): Tree =>
    Object.fromEntries(
      Object.entries({ type: 'Battery', status: 'Discharging', ...files }).map(([file, text]) => [
        `class/power_supply/${name}/${file}`,
        `${text}\n`,
      ]),
    );

  it('tell current times voltage, whatever the sign; two add up, a mouse does not count', async () => {
    makeTree(root, battery('BAT0', { current_now: '-1250000', voltage_now: '12000000' }));
    makeTree(root, battery('BAT1', { current_now: '500000', voltage_now: '8000000' }));
    makeTree(root, battery('hidpp_battery_0', { scope: 'Device', power_now: '50000' }));
    expect((await createMeter().after(0)).total).toMatchObject({ watts: 19 });
  });

  it('are believed before the processor', async () => {
    makeTree(root, { ...raplTree({ 'package-0': 0 }), ...battery('BAT0', { power_now: '21000000' }) });
    const { after } = createMeter();
    await after(0);
    makeTree(root, raplTree({ 'package-0': 9_000_000 }));
    expect(await after(1000)).toMatchObject({ total: { watts: 21 }, scope: 'machine' });
  });
});

describe('hwmon', () => {
  it('tells graphics processors and boards, and leaves what else has a sensor out of the sum', async () => {
    makeTree(root, {
      'class/hwmon/hwmon0/name': 'nvme\n',
      'class/hwmon/hwmon0/temp1_input': '38850\n',
      'class/hwmon/hwmon1/name': 'amdgpu\n',
      'class/hwmon/hwmon1/power1_average': '32000000\n',
      'class/hwmon/hwmon1/power1_input': '31000000\n',
      'class/hwmon/hwmon1/power1_label': 'PPT\n',
      'class/hwmon/hwmon2/name': 'ina226\n',
      'class/hwmon/hwmon2/power1_input': '4000000\n',
      ...raplTree({ 'package-0': 0 }),
    });
    const { after } = createMeter();
    await after(0);
    makeTree(root, raplTree({ 'package-0': 10_000_000 }));
    const report = await after(1000);
    expect(report.total).toMatchObject({ watts: 42 });
    expect(report.sources.map(({ label, part }) => [label, part])).toEqual([
      ['package-0', 'processor'],
      ['amdgpu PPT', 'gpu'],
      ['ina226', 'other'],
    ]);
  });

  it('tells the board’s meter as the whole machine', async () => {
    makeTree(root, { 'class/hwmon/hwmon0/name': 'power_meter\n', 'class/hwmon/hwmon0/power1_average': '213000000\n' });
    expect(await createMeter().after(0)).toMatchObject({ total: { watts: 213, driver: 'hwmon' }, scope: 'machine' });
  });
});

describe('without any sensor', () => {
  it('nothing is made up', async () => {
    const report = await createMeter().after(0);
    const total = { kind: 'unavailable', reason: 'not-supported' };
    expect(report).toEqual({ total, scope: null, sources: [], advice: null });
  });

  it('an estimate is made from what a person gave, and called one', async () => {
    const givenWatts = () => ({ idleWatts: 8, fullLoadWatts: 48 });
    const totalWith = async (processorUse: PowerMeterOptions['processorUse']) =>
      (await createMeter({ givenWatts, processorUse }).after(0)).total;
    const estimate = { kind: 'estimated', watts: 18, driver: 'given-range' };
    expect(await totalWith(() => ({ usage: 0.25, reason: null }))).toEqual(estimate);
    const early = { kind: 'unavailable', reason: 'warming-up' };
    expect(await totalWith(() => ({ usage: null, reason: 'warming-up' }))).toEqual(early);
    const never = { kind: 'unavailable', reason: 'not-supported' };
    expect(await totalWith(() => ({ usage: null, reason: 'not-supported' }))).toEqual(never);
  });
});

describe('other programs', () => {
  it('nvidia-smi tells of graphics processors', async () => {
    const text = '0, NVIDIA GeForce RTX 3070, 131.52, 97\n1, Tesla K80, [N/A], [Not Supported]\n';
    const ask = (file: string) => Promise.resolve(file === 'nvidia-smi' ? text : null);
    const { meter, after } = createMeter({ ask });
    await after(0);
    const { sources } = await after(100);
    expect(sources).toMatchObject([
      { label: 'NVIDIA GeForce RTX 3070', part: 'gpu', watts: { kind: 'measured', watts: 131.52 } },
      { label: 'Tesla K80', watts: { kind: 'unavailable', reason: 'not-supported' } },
    ]);
    expect(meter.gpuUse()).toBe(0.97);
  });

  it('forbidden counters come with the command that allows them', async () => {
    if (process.getuid?.() === 0) return;
    makeTree(root, raplTree({ 'package-0': 0 }));
    writeFileSync(path.join(root, powercap, 'intel-rapl:0/energy_uj'), '0', { mode: 0o000 });
    const { total, advice } = await createMeter().after(0);
    expect(total).toEqual({ kind: 'unavailable', reason: 'no-permission' });
    expect(advice?.purpose).toBe('allow-rapl');
  });

  it('the energy meter of Windows, by channel; the processor with its memory, cores not counted twice', async () => {
    const channels = [
      { InstanceName: 'rapl_package0_pkg', CookedValue: 12_480 },
      { InstanceName: 'rapl_package0_pp0', CookedValue: 8210 },
      { InstanceName: 'rapl_package0_dram', CookedValue: 1520 },
      { InstanceName: '_total', CookedValue: 22_210 },
    ];
    const ask = (_file: string, args: readonly string[]) =>
      Promise.resolve(args.join(' ').includes('Energy Meter') ? JSON.stringify(channels) : null);
    const { after } = createMeter({ platform: 'win32', ask });
    await after(0);
    const { total, scope, sources } = await after(100);
    expect(total).toEqual({ kind: 'measured', watts: 14, driver: 'emi' });
    expect(scope).toBe('processor');
    expect(sources.map(({ part }) => part)).toEqual(['processor', 'cores', 'memory']);
    expect(parseEnergyMeter('Get-Counter : No such counter')).toEqual([]);
  });
});
