/** Owners on macOS and Windows, from what the systems' own programs print. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkInterfaces } from 'node:os';
import { createMacosOwner, parseLsof, parsePs } from '../../../../main/host/owner/macos-owner';
import { createWindowsOwner, parseNetstat, parseProcesses } from '../../../../main/host/owner/windows-owner';

const own = '127.0.0.1';
const hasLoopback = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === own);

const lsof = `p412
f12
PTCP
n192.168.1.23:54231->203.0.113.9:3333
TST=ESTABLISHED
TQR=0
TQS=0
f13
PTCP
n*:8080
TST=LISTEN
f20
PTCP
n${own}:50001->${own}:3333
TST=ESTABLISHED
p501
f7
PUDP
n*:5353
f8
PTCP
n[2001:db8::23]:50412->[2001:db8::9]:443
TST=ESTABLISHED
`;
const ps = `    1     0 root     Sat Nov 22 08:00:01 2026     /sbin/launchd
  412     1 me       Sun Nov 22 14:15:31 2026     /Users/me/Library/Application Support/x/kworkerd
  501   412 me       Sun  1 Nov 09:05:00 2026     /Applications/Firefox.app/Contents/MacOS/firefox
`;
const commands = `    1 /sbin/launchd
  412 /Users/me/Library/Application Support/x/kworkerd -o pool:3333 -u wallet -p x
`;

describe('macOS', () => {
  it('reads sockets with both ends, and datagram sockets that serve everybody', () => {
    expect(parseLsof(lsof)).toEqual([
      {
        protocol: 'tcp',
        local: { address: '192.168.1.23', port: 54_231 },
        remote: { address: '203.0.113.9', port: 3333 },
        pid: 412,
      },
      { protocol: 'tcp', local: { address: own, port: 50_001 }, remote: { address: own, port: 3333 }, pid: 412 },
      { protocol: 'udp', local: { address: '*', port: 5353 }, remote: null, pid: 501 },
      {
        protocol: 'tcp',
        local: { address: '2001:db8::23', port: 50_412 },
        remote: { address: '2001:db8::9', port: 443 },
        pid: 501,
      },
    ]);
  });

  it('reads processes, in either order of day and month', () => {
    const [, worker, firefox] = parsePs(ps, commands);
    expect(worker).toMatchObject({
      pid: 412,
      name: 'kworkerd',
      path: '/Users/me/Library/Application Support/x/kworkerd',
      parent: { pid: 1, name: 'launchd' },
      user: 'me',
      startedAt: new Date('2026-11-22T14:15:31').toISOString(),
      commandLine: '/Users/me/Library/Application Support/x/kworkerd -o pool:3333 -u … -p …',
    });
    expect(firefox).toMatchObject({ name: 'firefox', parent: { pid: 412 }, commandLine: null });
  });

  it.runIf(hasLoopback)('answers for a connection', async () => {
    const owner = createMacosOwner((file, args) =>
      Promise.resolve(file.endsWith('lsof') ? lsof : args.some((arg) => arg.includes('args')) ? commands : ps),
    );
    const ends = {
      protocol: 'tcp',
      client: { address: own, port: 50_001 },
      server: { address: own, port: 3333 },
    } as const;
    expect(await owner.ownerOf(ends)).toMatchObject({ kind: 'known', program: { pid: 412, name: 'kworkerd' } });
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

const netstat = `
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       1040
  TCP    192.168.1.23:50233     203.0.113.9:3333       ESTABLISHED     7264
  TCP    ${own}:50001        ${own}:3333         ESTABLISHED     7264
  TCP    192.168.1.23:50234     203.0.113.9:3333       TIME_WAIT       0
  TCP    [2001:db8::23]:50412   [2001:db8::9]:443      HERGESTELLT     812
  UDP    0.0.0.0:5353           *:*                                    1980
  UDP    [fe80::1%4]:1900       *:*                                    1996
`;
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
    ProcessId: 7264,
    ParentProcessId: 3120,
    Name: 'svch0st.exe',
    ExecutablePath: 'C:\\Users\\me\\AppData\\svch0st.exe',
    CommandLine: 'svch0st.exe -o pool:3333 -u wallet -p x',
    Start: '2026-11-22T14:15:31.1234567Z',
  },
]);

describe('Windows', () => {
  it('reads sockets with both ends, whatever the language of the state', () => {
    expect(parseNetstat(netstat)).toMatchObject([
      { protocol: 'tcp', local: { port: 50_233 }, remote: { address: '203.0.113.9', port: 3333 }, pid: 7264 },
      { protocol: 'tcp', local: { port: 50_001 }, pid: 7264 },
      { protocol: 'tcp', local: { address: '2001:db8::23' }, remote: { address: '2001:db8::9', port: 443 }, pid: 812 },
      { protocol: 'udp', local: { address: '*', port: 5353 }, remote: null, pid: 1980 },
      { protocol: 'udp', local: { address: 'fe80::1', port: 1900 }, remote: null, pid: 1996 },
    ]);
  });

  it.runIf(hasLoopback)('answers for a connection', async () => {
    const owner = createWindowsOwner((file) => Promise.resolve(file.startsWith('netstat') ? netstat : processes));
    const ends = {
      protocol: 'tcp',
      client: { address: own, port: 50_001 },
      server: { address: own, port: 3333 },
    } as const;
    expect(await owner.ownerOf(ends)).toEqual({
      kind: 'known',
      program: {
        pid: 7264,
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
