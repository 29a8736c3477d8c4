import { readFile } from 'node:fs/promises';
import { dumpcapDriver } from './dumpcap-driver';
import { ToolChild } from './tool-child';

/** Packets counted so far, per interface. */
type Counters = ReadonlyMap<string, number>;

const sampleMs = 1000;

/**
 * Calls back about once a second with packets a second per interface, until the returned function is called. On Linux the
 * kernel counts (no permission needed); elsewhere dumpcap does where it may, else nothing is ever called.
 */
export function watchInterfaceActivity(listener: (packetsPerSecond: Record<string, number>) => void): () => void {
  return process.platform === 'linux' ? watchKernel(listener) : watchDumpcap(listener);
}

function watchKernel(listener: (rates: Record<string, number>) => void): () => void {
  const follow = followCounters(listener);
  const sample = (): void => {
    readFile('/proc/net/dev', 'latin1').then(
      (text) => follow(parseNetDev(text), performance.now()),
      () => {},
    );
  };
  sample();
  const timer = setInterval(sample, sampleMs);
  return () => clearInterval(timer);
}

function watchDumpcap(listener: (rates: Record<string, number>) => void): () => void {
  const file = dumpcapDriver.find();
  if (file === null) return () => {};
  const child = new ToolChild({ file, args: ['-S', '-M'] });
  const follow = followCounters(listener);
  let pending = '';
  const timer = setInterval(() => {
    const counters = parseDumpcapStatistics(pending);
    pending = '';
    if (counters.size > 0) follow(counters, performance.now());
  }, sampleMs);
  child.stdout.setEncoding('utf8').on('data', (text: string) => (pending += text));
  void child.ended.then(() => clearInterval(timer));
  return () => {
    clearInterval(timer);
    child.stop();
  };
}

/** Turns counters into rates. */
function followCounters(listener: (rates: Record<string, number>) => void): (now: Counters, nowMs: number) => void {
  let before: Counters | null = null;
  let beforeMs = 0;
  return (now, nowMs) => {
    if (before !== null && nowMs > beforeMs) listener(ratesOf(before, now, (nowMs - beforeMs) / 1000));
    before = now;
    beforeMs = nowMs;
  };
}

/** Packets a second between two readings; a counter that ran backwards (the interface was made anew) gives none. */
export function ratesOf(before: Counters, now: Counters, seconds: number): Record<string, number> {
  const rates: Record<string, number> = {};
  for (const [name, count] of now) rates[name] = Math.max(count - (before.get(name) ?? count), 0) / seconds;
  return rates;
}

/** Packets received and sent, from /proc/net/dev (proc(5)); `any` is the sum of all. */
export function parseNetDev(text: string): Counters {
  const counters = new Map<string, number>();
  let total = 0;
  for (const line of text.split('\n')) {
    const [, name, numbers] = /^\s*(\S+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const fields = numbers.trim().split(/\s+/).map(Number);
    const packets = (fields[1] ?? 0) + (fields[9] ?? 0);
    counters.set(name, packets);
    total += packets;
  }
  return counters.set('any', total);
}

/** Packets received, from lines of `dumpcap -S -M`: name, received, dropped, separated by tabs; the newest line counts. */
export function parseDumpcapStatistics(text: string): Counters {
  const counters = new Map<string, number>();
  for (const line of text.split(/\r?\n/)) {
    const [name, received, dropped] = line.split('\t');
    if (dropped !== undefined && /^\d+$/.test(received)) counters.set(name, Number(received));
  }
  return counters;
}
