/**
 * Owners on macOS and Windows, from what the systems' own programs print: lists are recorded (tests/fixtures/host), except
 * most rows of `ps`, and the programs that hold recorded sockets.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkInterfaces } from 'node:os';
import { createMacosOwner, parseLsof, parsePs } from '../../../../main/host/owner/macos-owner';
import {
  createWindowsOwner,
  parseNetstat,
  parseProcesses,
  processQuery,
} from '../../../../main/host/owner/windows-owner';
import { powershellArgs } from '../../../../main/host/powershell';
import { readRecorded, readRecordedList, readRecordedWindows } from '../../../support/recorded-host';

const own = '127.0.0.1';
const hasLoopback = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === own);

const lsof = readRecorded('linux-lsof-fields.txt');
const netstat = readRecordedWindows('windows-netstat-10.txt');
const end = (port: number, address = own) => ({ address, port });

const ps = `    1     0 root     Sat Nov 22 08:00:01 2026     /sbin/launchd
  8133    1 me       Sun Nov 22 14:15:31 2026     /Users/me/Library/Application Support/x/kworkerd
  501  8133 me       Sun  1 Nov 09:05:00 2026     /Applications/Firefox.app/Contents/MacOS/firefox
`;
const commands = `    1 /sbin/launchd
  8133 /Users/me/Library/Application Support/x/kworkerd -o pool:3333 -u wallet -p x
`;

describe('macOS', () => {
  it('reads sockets with both ends, and datagram sockets that serve everybody', () => {
    const pid = 8133;
    expect(parseLsof(lsof)).toEqual([
      { protocol: 'tcp', local: end(50_010), remote: end(33_330), pid },
      { protocol: 'tcp', local: end(33_330), remote: end(50_010), pid },
      { protocol: 'tcp', local: end(50_011, '::1'), remote: end(33_331, '::1'), pid },
      { protocol: 'tcp', local: end(33_331, '::1'), remote: end(50_011, '::1'), pid },
      { protocol: 'tcp', local: end(50_012), remote: end(33_331), pid },
      { protocol: 'tcp', local: end(33_331), remote: end(50_012), pid },
      { protocol: 'udp', local: end(33_332, '*'), remote: null, pid },
      { protocol: 'udp', local: end(50_013), remote: end(33_332), pid },
    ]);
  });

  it('finds the same among all the fields that lsof has', () => {
    expect(parseLsof(readRecorded('macos-lsof-fields.txt'))).toEqual([
      { protocol: 'tcp', local: end(61_472, '192.0.2.10'), remote: end(443, '203.0.113.45'), pid: 1190 },
    ]);
  });

  it('reads a recorded process, the user beside it', () => {
    const row = readRecorded('macos-ps.txt').replace(/^ *\d+ +\d+/, '$& me');
    expect(parsePs(row, '')).toMatchObject([
      {
        pid: 2400,
        name: 'WinMux',
        path: '/Applications/WinMux.app/Contents/MacOS/WinMux',
        user: 'me',
        startedAt: new Date('2026-10-05T11:50:55').toISOString(),
      },
    ]);
  });

  it('reads processes, in either order of day and month', () => {
    const [, worker, firefox] = parsePs(ps, commands);
    expect(worker).toMatchObject({
      pid: 8133,
      name: 'kworkerd',
      path: '/Users/me/Library/Application Support/x/kworkerd',
      parent: { pid: 1, name: 'launchd' },
      user: 'me',
      startedAt: new Date('2026-11-22T14:15:31').toISOString(),
      commandLine: '/Users/me/Library/Application Support/x/kworkerd -o pool:3333 -u … -p …',
    });
    expect(firefox).toMatchObject({ name: 'firefox', parent: { pid: 8133 }, commandLine: null });
  });

  it.runIf(hasLoopback)('answers for a connection', async () => {
    const owner = createMacosOwner((file, args) =>
      Promise.resolve(file.endsWith('lsof') ? lsof : args.some((arg) => arg.includes('args')) ? commands : ps),
    );
    const ends = { protocol: 'tcp', client: end(50_010), server: end(33_330) } as const;
    expect(await owner.ownerOf(ends)).toMatchObject({ kind: 'known', program: { pid: 8133, name: 'kworkerd' } });
    const other = { ...ends, client: { address: own, port: 50_002 } };
    expect(await owner.ownerOf(other)).toEqual({ kind: 'unknown', reason: 'gone' });
    const foreign = {
      ...ends,
      client: { address: '198.51.100.1', port: 1 },
      server: { address: '198.51.100.2', port: 2 },
    };
    expect(await owner.ownerOf(foreign)).toEqual({ kind: 'unknown', reason: 'not-this-computer' });
    const failing = createMacosOwner(() => Promise.resolve(null));
    expect(await failing.ownerOf(ends)).toEqual({ kind: 'unknown', reason: 'tool-failed' });
  });
});

const processes = JSON.stringify([
  { ProcessId: 0, ParentProcessId: 0, Name: 'System Idle Process', ExecutablePath: null, CommandLine: null, Start: '' },
  {
    ProcessId: 3120,
    ParentProcessId: 900,
    Name: 'explorer.exe',
    ExecutablePath: 'C:\\Windows\\explorer.exe',
    CommandLine: null,
    Start: '2026-11-22T08:00:00.0000000Z',
  },
  {
    ProcessId: 10644,
    ParentProcessId: 3120,
    Name: 'svch0st.exe',
    ExecutablePath: 'C:\\Users\\me\\AppData\\svch0st.exe',
    CommandLine: 'svch0st.exe -o pool:3333 -u wallet -p x',
    Start: '2026-11-22T14:15:31.1234567Z',
  },
]);

describe('Windows', () => {
  it('reads sockets with both ends, and where datagram sockets are', () => {
    const sockets = parseNetstat(netstat);
    expect(sockets.filter(({ protocol }) => protocol === 'tcp')).toEqual([
      { protocol: 'tcp', local: end(1031), remote: end(1032), pid: 10_644 },
      { protocol: 'tcp', local: end(1032), remote: end(1031), pid: 10_644 },
      { protocol: 'tcp', local: end(1316), remote: end(1317), pid: 1112 },
      { protocol: 'tcp', local: end(1317), remote: end(1316), pid: 1112 },
    ]);
    const datagram = sockets.filter(({ protocol }) => protocol === 'udp');
    expect(datagram).toHaveLength(14);
    expect(datagram).toContainEqual({ protocol: 'udp', local: end(53, '*'), remote: null, pid: 4808 });
    expect(datagram).toContainEqual({ protocol: 'udp', local: end(1900, '::1'), remote: null, pid: 8844 });
  });

  it('reads a list in Chinese, and leaves out what nobody holds any more', () => {
    const rows = readRecordedWindows('windows-netstat-zh.txt');
    expect(parseNetstat(rows)).toEqual([]);
    const held = rows.replace(/TIME_WAIT {7}0/, 'ESTABLISHED     4');
    expect(parseNetstat(held)).toEqual([{ protocol: 'tcp', local: end(8411), remote: end(58_296), pid: 4 }]);
  });

  it('does not believe the other end that Windows prints of a datagram socket', () => {
    const rows = readRecordedWindows('windows-netstat-udp.txt').replaceAll(/^( {2}UDP.*?)\r$/gm, '$1    812\r');
    expect(parseNetstat(rows)).toContainEqual({ protocol: 'udp', local: end(50_127, '*'), remote: null, pid: 812 });
  });

  it('reads processes', () => {
    const [winlogon, shell, other] = parseProcesses(readRecordedList('windows-processes.txt')) ?? [];
    expect(winlogon).toEqual({
      pid: 652,
      name: 'winlogon.exe',
      path: 'C:\\Windows\\system32\\winlogon.exe',
      parent: null,
      user: null,
      // 10:33:55 at five hours behind UTC.
      startedAt: '2022-02-15T15:33:55.885Z',
      commandLine: 'winlogon.exe',
      container: null,
    });
    expect(shell.commandLine).toBe('"C:\\WINDOWS\\system32\\WindowsPowerShell\\v1.0\\powershell.exe"');
    expect(other.commandLine).toBe('powershell.exe -noexit -c Get-Service');
  });

  it.runIf(hasLoopback)('does not name one of several programs that serve a port', async () => {
    const owner = createWindowsOwner((file) => Promise.resolve(file.startsWith('netstat') ? netstat : processes));
    const ends = { protocol: 'udp', client: end(5353), server: end(5353, '224.0.0.251') } as const;
    expect(await owner.ownerOf(ends)).toEqual({ kind: 'unknown', reason: 'shared' });
  });

  it.runIf(hasLoopback)('answers for a connection', async () => {
    const owner = createWindowsOwner((file) => Promise.resolve(file.startsWith('netstat') ? netstat : processes));
    const ends = { protocol: 'tcp', client: end(1031), server: end(1032) } as const;
    expect(await owner.ownerOf(ends)).toEqual({
      kind: 'known',
      program: {
        pid: 10_644,
        name: 'svch0st.exe',
        path: 'C:\\Users\\me\\AppData\\svch0st.exe',
        parent: { pid: 3120, name: 'explorer.exe' },
        user: null,
        startedAt: '2026-11-22T14:15:31.123Z',
        commandLine: 'svch0st.exe -o pool:3333 -u … -p …',
        container: null,
      },
    });
  });
});

it('PowerShell is asked in UTF-8, in which a Japanese path stays one', () => {
  expect(powershellArgs(processQuery).at(-1)).toContain('OutputEncoding=[Text.UTF8Encoding]');
  const row = { ProcessId: 7, Name: '表計算.exe', ExecutablePath: 'C:\\表\\表計算.exe' };
  expect(parseProcesses(`\uFEFF${JSON.stringify(row)}\r\n`)).toMatchObject([{ pid: 7, path: row.ExecutablePath }]);
});

it('no list makes a parser fail', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, other) => {
      parseLsof(text);
      parsePs(text, other);
      parseNetstat(text);
      parseProcesses(text);
    }),
  );
});
