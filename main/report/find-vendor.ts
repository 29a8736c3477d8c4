/** Makers of network devices by the first half of their MAC. */
import { readFileSync } from 'node:fs';
import { findResource } from '../find-resource';

const prefixDigits = 6;

let lines: readonly string[] | null = null;

/** The maker that a MAC such as `00:1b:21:3c:4d:5e` is registered to; null where it was made up or is not registered. */
export function findVendor(mac: string): string | null {
  if ((parseInt(mac.slice(0, 2), 16) & 2) !== 0) return null;
  lines ??= readLines();
  const prefix = mac.replaceAll(':', '').slice(0, prefixDigits).toUpperCase();
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle].slice(0, prefixDigits) < prefix) low = middle + 1;
    else high = middle;
  }
  const line = lines[low] as string | undefined;
  return line?.startsWith(prefix) ? line.slice(prefixDigits + 1) : null;
}

function readLines(): string[] {
  return readFileSync(findResource('models/oui.txt'), 'utf8')
    .split('\n')
    .filter((line) => /^[0-9A-F]{6} /.test(line));
}
