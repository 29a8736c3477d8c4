import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCores, parseProcess } from '../../../../main/host/processor/linux-readings';
import { parseProcessorTime, parsePsUsage, parseWindowsUsage } from '../../../../main/host/processor/system-processes';
import { readRecordedList } from '../../../support/recorded-host';

describe('readings of processes', () => {
  it('come from /proc', () => {
    const stat =
      'cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 60 0 20 400 20 0 0 0 0 0\ncpu1 40 0 30 400 30 0 0 0 0 0\nintr 1\n';
    expect(parseCores(stat)).toEqual([
      { busy: 80, total: 500 },
      { busy: 70, total: 500 },
    ]);
    const line =
      '4711 (tmux: (x) y) S 900 4711 4711 0 -1 4194304 100 0 0 0 250 50 700 30 20 0 3 0 123456 1000000 300 18446744073709551615';
    expect(parseProcess(4711, line, 4096)).toEqual({
      pid: 4711,
      parent: 900,
      name: 'tmux: (x) y',
      start: '123456',
      cpuSeconds: 3,
      endedSeconds: 7.3,
      residentBytes: 300 * 4096,
    });
    const kernel = '12 (kworker/0:1) I 2 0 0 0 -1 69238880 0 0 0 0 0 3 0 0 20 0 1 0 7 0 0 18446744073709551615';
    expect(parseProcess(12, kernel, 4096)).toBeNull();
  });

  it('come from ps', () => {
    expect(['0:01.50', '12:34.56', '1841:49.50', '1:02:03', '2-03:04:05', 'x'].map(parseProcessorTime)).toEqual([
      1.5,
      754.56,
      110_509.5,
      3723,
      183_845,
      null,
    ]);
    const text = `  412     1   1:02.50 204800 Sun Nov 22 14:15:31 2026     /Applications/A B.app/Contents/MacOS/A B\n`;
    expect(parsePsUsage(text)).toEqual([
      {
        pid: 412,
        parent: 1,
        name: 'A B',
        start: 'Sun Nov 22 14:15:31 2026',
        cpuSeconds: 62.5,
        endedSeconds: 0,
        residentBytes: 204_800 * 1024,
      },
    ]);
  });

  it('come from PowerShell', () => {
    // Kernel and user, in units of 100 ns.
    expect(parseWindowsUsage(readRecordedList('windows-processes.txt'))).toMatchObject([
      { pid: 652, parent: 564, name: 'winlogon.exe', cpuSeconds: 0.125, residentBytes: 16_650_240 },
      { pid: 3236, parent: 980, cpuSeconds: 1.1716848, residentBytes: 30_765_056 },
      { pid: 2280, parent: 2308, cpuSeconds: 0.3404896, residentBytes: 34_226_176 },
    ]);
    const idle = '{"ProcessId":0,"Name":"System Idle Process","KernelModeTime":99,"UserModeTime":0}';
    expect(parseWindowsUsage(idle)).toEqual([]);
    expect(parseWindowsUsage('Access denied')).toBeNull();
  });

  it('are made of anything without failing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseCores(text);
        parseProcess(1, text, 4096);
        parsePsUsage(text);
        parseWindowsUsage(text);
      }),
    );
  });
});
