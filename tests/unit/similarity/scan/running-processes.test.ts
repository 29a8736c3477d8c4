/** The texts of lsof, ps and PowerShell are composed by hand after their documented output. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseLsof, parsePs } from '../../../../main/similarity/scan/processes-macos';
import { parseGetProcess } from '../../../../main/similarity/scan/processes-windows';
import { groupByFile, listRunningPrograms } from '../../../../main/similarity/scan/running-processes';
import { makeTree, removeTree } from './make-tree';

describe.runIf(process.platform === 'linux')('running programs of Linux', () => {
  const children: ChildProcess[] = [];
  let root = '';
  afterEach(() => {
    for (const child of children.splice(0)) child.kill();
    removeTree(root);
  });

  function start(file: string): number {
    const child = spawn(file, ['60'], { stdio: 'ignore' });
    children.push(child);
    return child.pid ?? 0;
  }

  async function find(file: string) {
    const list = await listRunningPrograms();
    return list.kind === 'listed' ? list.programs.find((program) => program.path === file) : undefined;
  }

  it('groups the processes of one file, and still reads it once it is deleted', async () => {
    root = makeTree();
    const file = path.join(root, 'sleep (deleted)');
    copyFileSync(realpathSync('/bin/sleep'), file);
    chmodSync(file, 0o755);
    const pids = [start(file), start(file)].sort((a, b) => a - b);
    const processes = pids.map((pid) => ({ pid, name: 'sleep (deleted)' }));
    const running = await find(file);
    expect(running).toMatchObject({ isDeleted: false, processes, readPath: Buffer.from(file) });
    rmSync(file);
    const deleted = await find(file);
    expect(deleted).toMatchObject({ isDeleted: true, processes, size: running?.size });
    const content = execFileSync('cat', [deleted?.readPath.toString() ?? '']);
    expect(content.length).toBe(running?.size);
  });
});

describe('groupByFile', () => {
  it('keeps one entry per file with its processes by number', () => {
    const file = { readPath: Buffer.alloc(0), size: 1, isDeleted: false };
    const programs = groupByFile([
      { pid: 9, name: 'b', path: '/b', fileId: '1:2', ...file },
      { pid: 7, name: 'a', path: '/a', fileId: '1:1', ...file },
      { pid: 3, name: 'a', path: '/a', fileId: '1:1', ...file },
    ]);
    expect(programs.map(({ path: shown, processes }) => [shown, processes.map(({ pid }) => pid)])).toEqual([
      ['/a', [3, 7]],
      ['/b', [9]],
    ]);
  });
});

describe('running programs of other systems', () => {
  it('reads ps and lsof of macOS', () => {
    expect(parsePs('    1 /sbin/launchd\n  501 -zsh\n 1204 /Applications/My App.app/Contents/MacOS/My App\n')).toEqual([
      { pid: 1, name: 'launchd', path: '/sbin/launchd' },
      { pid: 501, name: '-zsh', path: null },
      { pid: 1204, name: 'My App', path: '/Applications/My App.app/Contents/MacOS/My App' },
    ]);
    const lsof = 'p501\nftxt\nn/bin/zsh\nftxt\nn/usr/lib/dyld\np600\nftxt\nn/private/tmp/.x/xmrig (deleted)\n';
    expect([...parseLsof(lsof)]).toEqual([
      [501, '/bin/zsh'],
      [600, '/private/tmp/.x/xmrig (deleted)'],
    ]);
  });

  it('reads the answer of PowerShell, leaves out what is no file, and knows what it may not see', () => {
    const text = JSON.stringify([
      { Id: 0, ProcessName: 'Idle', Path: null },
      { Id: 4, ProcessName: 'System' },
      { Id: 1340, ProcessName: 'svchost', Path: null },
      { Id: 5512, ProcessName: 'マイナー', Path: 'C:\\ProgramData\\マイナー.exe' },
    ]);
    expect(parseGetProcess(text)).toEqual([
      { pid: 1340, name: 'svchost', path: null },
      { pid: 5512, name: 'マイナー', path: 'C:\\ProgramData\\マイナー.exe' },
    ]);
    expect(parseGetProcess('Get-Process : Access is denied.')).toBeNull();
  });
});
