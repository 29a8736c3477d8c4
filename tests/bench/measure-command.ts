/** Runs a command and says how long it took and how much memory it held. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Wall seconds and the highest resident memory; memory null where /proc is not there. */
export interface Measurement {
  readonly seconds: number;
  readonly peakMegabytes: number | null;
  readonly exitCode: number | null;
}

/** Output of the command is thrown away. */
export async function measureCommand(command: string, args: readonly string[]): Promise<Measurement> {
  const begin = process.hrtime.bigint();
  const child = spawn(command, args, { stdio: 'ignore' });
  let peak: number | null = null;
  const timer = setInterval(() => (peak = Math.max(peak ?? 0, residentPeak(child.pid)) || null), 10);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  clearInterval(timer);
  return { seconds: Number(process.hrtime.bigint() - begin) / 1e9, peakMegabytes: peak, exitCode };
}

function residentPeak(pid: number | undefined): number {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match ? Number(match[1]) / 1000 : 0;
  } catch {
    return 0;
  }
}
