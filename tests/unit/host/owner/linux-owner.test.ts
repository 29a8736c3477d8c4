/** The owner on Linux, on a tree as /proc shows one. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSocket } from '../../../../main/host/owner/find-socket';
import { LinuxOwner } from '../../../../main/host/owner/linux-owner';
import { parseInterfaces, parseRoutes } from '../../../../main/host/owner/local-addresses';
import { nameContainer } from '../../../../main/host/owner/name-container';
import { parseStat } from '../../../../main/host/owner/read-program-linux';
import { SocketTable } from '../../../../main/host/owner/socket-table';
import { makeTree, type Tree } from '../../../support/make-tree';

let root = '';
let owner: LinuxOwner;
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'kanaria-proc-'))));
afterEach(() => {
  owner.dispose();
  rmSync(root, { recursive: true });
});

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const line = (ends: string, inode: number, uid = 1000) =>
  `   1: ${ends} 01 00000000:00000000 00:00000000 00000000  ${uid}        0 ${inode} 1 0000000000000000 20 4 30 10 -1\n`;

function processTree(pid: number, name: string, sockets: number[], more: Tree = {}): Tree {
  const tree: Record<string, string> = {
    [`${pid}/stat`]: `${pid} (${name}) S 1 ${pid} ${pid} 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 1 0 6000 1000000 300 0\n`,
    [`${pid}/cmdline`]: `/usr/bin/${name}\0-o\0pool:3333\0-u\0secret\0`,
    [`${pid}/exe`]: `->/usr/bin/${name}`,
    [`${pid}/ns/net`]: '->net:[4026531840]',
    [`${pid}/cgroup`]: '0::/user.slice\n',
    [`${pid}/fd/0`]: '->/dev/null',
  };
  sockets.forEach((inode, at) => (tree[`${pid}/fd/${at + 3}`] = `->socket:[${inode}]`));
  return { ...tree, ...more };
}

/** 192.168.1.20:40000 to 203.0.113.9:3333, and the same over IPv6 sockets. */
const plain = '1401A8C0:9C40 097100CB:0D05';
const mapped = '0000000000000000FFFF00001401A8C0:9C41 0000000000000000FFFF0000097100CB:0D05';
const ends = (port: number) =>
  ({
    protocol: 'tcp',
    client: { address: '192.168.1.20', port },
    server: { address: '203.0.113.9', port: 3333 },
  }) as const;

/** /proc/net/fib_trie of a guest with one address. */
const routes = `Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 10.0.3.0/24 2 0 2
        +-- 10.0.3.0/30 2 0 2
           |-- 10.0.3.0
              /24 link UNICAST
           |-- 10.0.3.2
              /32 host LOCAL
        |-- 10.0.3.255
           /32 link BROADCAST
`;

function start(tree: Tree): void {
  makeTree(root, {
    stat: 'cpu  1 2 3 4\nbtime 1795356900\n',
    'self/ns/net': '->net:[4026531840]',
    '1/stat': '1 (systemd) S 0 1 1 0 -1 4194560 1 1 1 1 1 1 1 1 20 0 1 0 1 1 1 1\n',
    passwd: 'root:x:0:0:root:/root:/bin/sh\n',
    ...tree,
  });
  owner = new LinuxOwner({
    root,
    namesFolder: path.join(root, 'netns'),
    usersFile: path.join(root, 'passwd'),
    localAddresses: () => new Set(['192.168.1.20']),
  });
}

describe('the owner on Linux', () => {
  it('is the process that holds the socket, with what is known of it', async () => {
    start({
      'self/net/tcp': head + line(plain, 777),
      'self/net/tcp6': head + line(mapped, 778),
      ...processTree(4711, 'kworker) ds', [777]),
      ...processTree(4712, 'java', [778]),
    });
    const [first, second] = await Promise.all([owner.ownerOf(ends(40_000)), owner.ownerOf(ends(40_001))]);
    expect(first).toEqual({
      kind: 'known',
      program: {
        pid: 4711,
        name: 'kworker) ds',
        path: '/usr/bin/kworker) ds',
        parent: { pid: 1, name: 'systemd' },
        user: process.getuid?.() === 0 ? 'root' : String(process.getuid?.()),
        startedAt: '2026-11-22T14:16:00.000Z',
        commandLine: '/usr/bin/kworker) ds -o pool:3333 -u …',
        container: null,
      },
    });
    expect(second).toMatchObject({ kind: 'known', program: { pid: 4712, name: 'java' } });
  });

  it('is found at either end, in another namespace, and with the container it lives in', async () => {
    const id = 'a'.repeat(12) + '0'.repeat(52);
    start({
      'self/net/tcp': head,
      '900/net/tcp': head + line('097100CB:0D05 1401A8C0:9C40', 900_001),
      ...processTree(900, 'pool', [900_001], { '900/cgroup': `0::/system.slice/docker-${id}.scope\n` }),
      '900/ns/net': '->net:[4026532999]',
    });
    expect(await owner.ownerOf(ends(40_000))).toMatchObject({
      kind: 'known',
      program: { name: 'pool', container: `docker ${'a'.repeat(12)}` },
    });
  });

  it('is looked for only where an end lives', async () => {
    start({
      'self/net/tcp': head,
      '900/net/tcp': head + line(plain, 900_001),
      '900/net/fib_trie': routes,
      ...processTree(900, 'guest', [900_001]),
      '900/ns/net': '->net:[4026532999]',
    });
    const inside = { address: '10.0.3.2', port: 1 };
    const outside = { address: '203.0.113.9', port: 3333 };
    const elsewhere = { address: '10.0.3.3', port: 1 };
    const answers = [inside, elsewhere].map((client) => owner.ownerOf({ protocol: 'tcp', client, server: outside }));
    expect(await Promise.all(answers)).toEqual([
      { kind: 'unknown', reason: 'gone' },
      { kind: 'unknown', reason: 'not-this-computer' },
    ]);
  });

  it('is not known, and why', async () => {
    start({ 'self/net/tcp': head + line('1401A8C0:9C42 097100CB:0D05', 0) });
    const foreign = { ...ends(1), client: { address: '192.168.1.99', port: 1 } };
    const [ended, missing, elsewhere, other] = await Promise.all([
      owner.ownerOf(ends(40_002)),
      owner.ownerOf(ends(40_003)),
      owner.ownerOf(foreign),
      owner.ownerOf({ ...foreign, protocol: 'other' }),
    ]);
    const because = (reason: string) => ({ kind: 'unknown', reason });
    expect([ended, missing, elsewhere, other]).toEqual(
      ['gone', 'gone', 'not-this-computer', 'not-supported'].map(because),
    );
  });

  it.runIf(process.getuid?.() !== 0)('is another user’s', async () => {
    start({ 'self/net/tcp': head + line(plain, 777, 0), ...processTree(4711, 'x', []) });
    chmodSync(path.join(root, '4711/fd'), 0o000);
    expect(await owner.ownerOf(ends(40_000))).toEqual({ kind: 'unknown', reason: 'no-permission' });
    chmodSync(path.join(root, '4711/fd'), 0o700);
  });
});

describe('what /proc says', () => {
  beforeEach(() => start({}));

  it('names the addresses of a namespace', () => {
    expect([...parseRoutes(routes)]).toEqual(['10.0.3.2']);
    const interfaces =
      'fe8000000000000000fc00fffe000001 04 40 20 80     eth0\n00000000000000000000000000000001 01 80 10 80 lo\n';
    expect(parseInterfaces(interfaces)).toEqual(['fe80::fc:ff:fe00:1', '::1']);
  });

  it.each([
    [
      '0::/system.slice/docker-3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a.scope',
      'docker 3f2a9c11d0aa',
    ],
    ['12:pids:/docker/3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a', 'docker 3f2a9c11d0aa'],
    [
      '0::/machine.slice/libpod-3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a.scope',
      'podman 3f2a9c11d0aa',
    ],
    [
      '0::/kubepods/besteffort/pod1-2/3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a9c11d0aa3f2a',
      'kubernetes 3f2a9c11d0aa',
    ],
    ['0::/lxc.payload.web/init.scope', 'lxc web'],
    ['0::/user.slice/user-1000.slice/session-2.scope', null],
  ])('%s is %s', (cgroup, name) => expect(nameContainer(cgroup)).toBe(name));

  it('is read no further than to the socket that is looked for', () => {
    const lines = Array.from({ length: 2000 }, (_, at) =>
      line(`0100007F:${(at + 4096).toString(16).toUpperCase()} 097100CB:0D05`, at + 1),
    );
    makeTree(root, { table: head + lines.join('') });
    const table = new SocketTable(path.join(root, 'table'));
    const socket = (port: number) => {
      const server = { address: '203.0.113.9', port: 3333 };
      return findSocket(() => table, 'tcp', { address: '127.0.0.1', port }, server)?.inode;
    };
    expect(socket(4096 + 1000)).toBe(1001);
    expect(table.text.length).toBeLessThan(head.length + lines.join('').length);
    expect([socket(4096), socket(4096 + 1999), socket(9999)]).toEqual([1, 2000, undefined]);
    table.close();
    expect(new SocketTable(path.join(root, 'nothing')).readMore()).toBe(false);
  });

  it('is read without failing whatever stands there', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseStat(text);
        nameContainer(text);
        parseRoutes(text);
        parseInterfaces(text);
        const tables = () => ({ text, readMore: () => false });
        const { client, server } = ends(1);
        findSocket(tables, 'tcp', client, server);
        findSocket(tables, 'udp', client, server);
      }),
    );
  });
});
