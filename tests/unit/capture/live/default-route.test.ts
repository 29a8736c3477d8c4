import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseMacRoute, parseWindowsRoutes } from '../../../../main/capture/default-route';
import { listLinuxInterfaces } from '../../../../main/capture/interfaces-linux';
import { readFixture } from './fixture';

describe('the default route', () => {
  it('is read from macOS and Windows', () => {
    expect(parseMacRoute(readFixture('route-macos.txt'))).toBe('en0');
    expect(parseMacRoute('route: writing to routing socket: not in table')).toBeNull();
    expect(parseWindowsRoutes(readFixture('route-windows.txt'))).toBe('192.168.1.40');
    expect(parseWindowsRoutes('')).toBeNull();
  });
});

describe('listLinuxInterfaces', () => {
  it('reads kinds, state and default route from proc and sys', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'kanaria-sys-'));
    const write = (file: string, text: string): void => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    };
    const addInterface = (name: string, type: number, flags: string, mark?: string): void => {
      write(`sys/class/net/${name}/type`, `${type}\n`);
      write(`sys/class/net/${name}/flags`, `${flags}\n`);
      if (mark !== undefined) write(`sys/class/net/${name}/${mark}`, '');
    };
    addInterface('lo', 772, '0x9');
    addInterface('eth0', 1, '0x1003', 'device/vendor');
    addInterface('wlan0', 1, '0x1003', 'wireless/link');
    addInterface('docker0', 1, '0x1002');
    addInterface('wg0', 65534, '0x91');
    const header = 'Inter-|   Receive                |  Transmit\n face |bytes    packets errs drop|bytes    packets\n';
    write('proc/net/dev', header + ['lo', 'eth0', 'wlan0', 'docker0', 'wg0'].map((name) => `${name}: 0 0\n`).join(''));
    write(
      'proc/net/route',
      'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n' +
        'wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n' +
        'eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n' +
        'eth0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n',
    );
    const found = listLinuxInterfaces({ sys: path.join(root, 'sys'), proc: path.join(root, 'proc') });
    rmSync(root, { recursive: true });

    expect(found.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'lo loopback',
      'eth0 ethernet',
      'wlan0 wifi',
      'docker0 virtual',
      'wg0 tunnel',
      'any any',
    ]);
    expect(found.filter(({ isUp }) => !isUp).map(({ name }) => name)).toEqual(['docker0']);
    expect(found.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(['eth0']);
  });
});
