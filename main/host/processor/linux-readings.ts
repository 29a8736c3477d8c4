/** Processor times and processes from /proc. */
import { readdirSync } from 'node:fs';
import { readSystemFile } from '../read-system-file';
import type { CoreTimes } from './core-usage';
import type { ProcessReading } from './usage-tracker';

/** Clock ticks a second of every Linux that node runs on (`getconf CLK_TCK`). */
const ticksPerSecond = 100;
/** Flag of the kernel's own threads in /proc/PID/stat. */
const kernelThread = 0x00200000;

/** The `cpuN` lines of /proc/stat: user nice system idle iowait irq softirq steal; guests are inside user and nice. */
export function parseCores(text: string): CoreTimes[] {
  const cores: CoreTimes[] = [];
  for (const line of text.split('\n')) {
    if (!/^cpu\d/.test(line)) continue;
    const times = line.split(/\s+/).slice(1, 9).map(Number);
    if (times.length < 4 || times.some((time) => !Number.isFinite(time))) continue;
    const total = times.reduce((sum, time) => sum + time, 0);
    cores.push({ busy: total - times[3] - (times[4] ?? 0), total });
  }
  return cores;
}

/** /proc/PID/stat; null for a thread of the kernel or where it is something else. The name may hold blanks and parentheses. */
export function parseProcess(pid: number, text: string, pageBytes: number): ProcessReading | null {
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')];
  if (open < 0 || close < open) return null;
  const fields = text.slice(close + 2).split(' ');
  if (fields.length < 22 || (Number(fields[6]) & kernelThread) !== 0) return null;
  const [parent, user, system, endedUser, endedSystem, pages] = [1, 11, 12, 13, 14, 21].map((at) => Number(fields[at]));
  if (![parent, user, system, endedUser, endedSystem, pages].every(Number.isFinite)) return null;
  return {
    pid,
    parent,
    name: text.slice(open + 1, close),
    start: fields[19],
    cpuSeconds: (user + system) / ticksPerSecond,
    endedSeconds: (endedUser + endedSystem) / ticksPerSecond,
    residentBytes: pages * pageBytes,
  };
}

/** Reads a tree like /proc. What vanishes while it is read is left out. */
export class LinuxReadings {
  private readonly pageBytes: number;
  private readonly kernelThreads = new Set<number>();

  constructor(private readonly root: string) {
    this.pageBytes = root === '/proc' ? findPageBytes() : 4096;
  }

  readCores(): CoreTimes[] | null {
    const text = readText(`${this.root}/stat`);
    return text === null ? null : parseCores(text);
  }

  listPids(): number[] {
    try {
      const pids = readdirSync(this.root).map(Number).filter(Number.isInteger);
      return pids.filter((pid) => !this.kernelThreads.has(pid));
    } catch {
      return [];
    }
  }

  read(pid: number): ProcessReading | null {
    const text = readText(`${this.root}/${pid}/stat`);
    const reading = text === null ? null : parseProcess(pid, text, this.pageBytes);
    if (text !== null && reading === null) this.kernelThreads.add(pid);
    return reading;
  }

  /** Memory in huge pages, which is not in the resident set. Bytes. */
  readHugeBytes(pid: number): number {
    const text = readText(`${this.root}/${pid}/status`) ?? '';
    return Number(/^HugetlbPages:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1024;
  }
}

/** Pages are 4, 16 or 64 KiB: the size with which this process's own pages come nearest to its own memory. */
function findPageBytes(): number {
  const pages = Number(/^\d+ (\d+) /.exec(readText('/proc/self/statm') ?? '')?.[1]);
  const bytes = process.memoryUsage.rss();
  const distance = (size: number): number => Math.abs(Math.log((pages * size) / bytes));
  return pages > 0
    ? [4096, 16_384, 65_536].reduce((best, size) => (distance(size) < distance(best) ? size : best))
    : 4096;
}

function readText(file: string): string | null {
  try {
    return readSystemFile(file);
  } catch {
    return null;
  }
}
