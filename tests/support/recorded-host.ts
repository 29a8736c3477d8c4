/** Recorded facts of real machines (tests/fixtures/host), in the form in which the parsers are given them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tree } from './make-tree';

const folder = path.join(import.meta.dirname, '../fixtures/host');

/** A file as it was recorded. */
export function readRecorded(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

/** The same with the line ends of Windows, which are lost where text is quoted. */
export function readRecordedWindows(name: string): string {
  return readRecorded(name).replaceAll('\n', '\r\n');
}

/** A tree of /sys from lines of a path, a blank and a value. */
export function readRecordedTree(name: string): Tree {
  return Object.fromEntries(
    linesOf(name).map((line) => [line.slice(0, line.indexOf(' ')), `${line.slice(line.indexOf(' ') + 1)}\n`]),
  );
}

/** The folder of a battery from its `uevent`, which has a key for each of its files. */
export function readRecordedUevent(name: string): Tree {
  const files = linesOf(name).map((line) => /^POWER_SUPPLY_(\w+)=(.*)$/.exec(line)?.slice(1) ?? []);
  const base = `class/power_supply/${files[0][1]}`;
  return {
    [`${base}/type`]: 'Battery\n',
    ...Object.fromEntries(files.map(([key, value]) => [`${base}/${key.toLowerCase()}`, `${value}\n`])),
  };
}

/** The folder of an `amdgpu` from what `sensors` prints of it, in the units of the kernel. */
export function readRecordedSensors(name: string): Tree {
  const base = 'class/hwmon/hwmon1';
  const tree: Record<string, string> = { [`${base}/name`]: 'amdgpu\n' };
  for (const [, label, value] of readRecorded(name).matchAll(/^(\w+):\s+\+?([\d.]+) ?(?:mV|V|RPM|°C|W)/gm)) {
    const file = { vddgfx: 'in0', vddnb: 'in1', fan1: 'fan1', PPT: 'power1', power1: 'power1' }[label];
    if (file === undefined) continue;
    if (file === 'power1') tree[`${base}/power1_average`] = `${Math.round(Number(value) * 1e6)}\n`;
    else tree[`${base}/${file}_input`] = `${value}\n`;
    if (label !== file) tree[`${base}/${file}_label`] = `${label}\n`;
  }
  return tree;
}

/** A row as the query of `columns` prints it, from a row of another query. */
export function readRecordedColumns(name: string, columns: readonly string[]): string {
  const [query, row] = linesOf(name).map((line) => line.split(',').map((field) => field.trim()));
  return `${columns.map((column) => row[query.indexOf(column)]).join(', ')}\n`;
}

/** What `ConvertTo-Json` makes of properties that `Format-List` printed; `Start` is the time of creation as our queries ask for it. */
export function readRecordedList(name: string): string {
  const records = readRecorded(name).trimEnd().split('\n\n');
  const rows = records.map((record) => {
    const entries = Array.from(record.matchAll(/^(\w+)[ ]+: ?(.*)$/gm), ([, key, value]) => [key, typed(value)]);
    const row = Object.fromEntries(entries) as Record<string, unknown>;
    return 'CreationDate' in row ? { ...row, Start: toIso(String(row.CreationDate)) } : row;
  });
  return JSON.stringify(rows.length === 1 ? rows[0] : rows);
}

/** What `energyMeterQuery` makes of a listing of `Get-Counter`, whose numbers are written as the system's language does. */
export function readRecordedCounters(name: string): string {
  const samples = linesOf(name).flatMap((line) => {
    const [, InstanceName, value] = /\(([^)]+)\)\\power :\s+([\d.,]+)/.exec(line) ?? [];
    return value === undefined ? [] : [{ InstanceName, CookedValue: Number(value.replace(',', '.')) }];
  });
  return JSON.stringify(samples);
}

function linesOf(name: string): string[] {
  return readRecorded(name)
    .split('\n')
    .filter((line) => line !== '');
}

function typed(value: string): unknown {
  if (value === 'True' || value === 'False') return value === 'True';
  if (value === '') return null;
  return /^\d+$/.test(value) ? Number(value) : value;
}

/** `20170712123353.342056-420`: local time with its distance from UTC in minutes. */
function toIso(text: string): string {
  const [year, month, day, hour, minute, second] = (text.match(/^(....)(..)(..)(..)(..)(..)/) ?? [])
    .slice(1)
    .map(Number);
  const milliseconds = Number(text.slice(15, 18));
  const utc = Date.UTC(year, month - 1, day, hour, minute - Number(text.slice(21)), second, milliseconds);
  return new Date(utc).toISOString();
}
