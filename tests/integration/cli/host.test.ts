/** `kanaria host`: this computer as it is where the tests run, with sensors or without. */
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { hostReportSchema } from '../../../shared/host';
import { runKanaria } from './run-kanaria';

const read = (text: string) => {
  const { schema, ...report } = JSON.parse(text) as { schema: string };
  expect(schema).toBe('kanaria/host@1');
  return hostReportSchema.parse(report);
};

/** Runs `use` beside a program that keeps a core busy: in a quiet second nothing may be in use at all. */
async function besideLoad<T>(use: () => Promise<T>): Promise<T> {
  const load = spawn(process.execPath, ['-e', 'for (const end = Date.now() + 20_000; Date.now() < end; );']);
  try {
    return await use();
  } finally {
    load.kill('SIGKILL');
  }
}

describe('kanaria host', () => {
  it('tells programs, processor and power as JSON; what has no sensor is unavailable, never 0', async () => {
    const asked = ['host', '--format', 'json', '--duration', '4s'];
    const { code, stdout } = await besideLoad(() => runKanaria(asked));
    expect(code).toBe(0);
    const { cpu, processes, power, history } = read(stdout);
    expect(cpu.perCore.length).toBeGreaterThan(0);
    expect(cpu.usage).toBeGreaterThan(0);
    expect(processes.length).toBeGreaterThan(0);
    expect(processes.some((one) => one.cpu !== null)).toBe(true);
    expect(history.length).toBeGreaterThan(0);
    if (power.sources.length > 0) return;
    expect(power).toMatchObject({ total: { kind: 'unavailable', reason: 'not-supported' }, scope: null });
    for (const { watts } of processes) expect(watts.kind).toBe('unavailable');
    for (const { watts } of history) expect(watts).toBeNull();
  });

  it('prints one object a line while it watches, and calls an estimate one', async () => {
    const given = ['--idle-watts', '8', '--full-load-watts', '30'];
    const { stdout } = await runKanaria(['host', '--watch', '--format', 'json', '--duration', '6s', ...given]);
    const reports = stdout.trim().split('\n').map(read);
    expect(reports.length).toBeGreaterThan(1);
    const { total, sources } = reports[reports.length - 1].power;
    if (sources.length === 0) expect(total).toMatchObject({ kind: 'estimated', driver: 'given-range' });
  });

  it('says it in a table', async () => {
    const { code, stdout } = await runKanaria(['host']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Processor +\d+ % of \d+ cores? in use/);
    expect(stdout).toMatch(/^Power +(\d|not available: )/m);
    expect(stdout).toMatch(/^ +\d+ .*node/m);
  });

  it.each([
    [['host', '--idle-watts', '8'], 'go together'],
    [['host', '--idle-watts', '50', '--full-load-watts', '10'], '--full-load-watts must be more than --idle-watts'],
    [['host', '--idle-watts', '50', '--full-load-watts', '50'], '--full-load-watts must be more than --idle-watts'],
    [['host', '--duration', '1s'], '--duration is too short for a rate, which needs a second reading; give 3s or more'],
    [['host', '--watch', '--duration', '2.9s'], 'give 3s or more'],
    [['host', '--idle-watts', 'much', '--full-load-watts', '30'], 'watts between'],
  ])('refuses %j', async (args, says) => {
    const { code, stderr } = await runKanaria(args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});
