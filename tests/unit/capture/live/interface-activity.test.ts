import { describe, expect, it } from 'vitest';
import {
  parseDumpcapStatistics,
  parseNetDev,
  ratesOf,
  watchInterfaceActivity,
} from '../../../../main/capture/interface-activity';

const netDev = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:   12340      20    0    0    0     0          0         0    12340      20    0    0    0     0       0          0
  eth0: 9876543    1000    0    3    0     0          0         0   456789     500    0    0    0     0       0          0
`;

describe('interface activity', () => {
  it('counts packets received and sent', () => {
    expect(Object.fromEntries(parseNetDev(netDev))).toEqual({ lo: 40, eth0: 1500, any: 1540 });
  });

  it('takes the newest line of dumpcap', () => {
    const text = 'eth0\t10\t0\nlo\t2\t0\neth0\t25\t0\nlo\t2\t0\n';
    expect(Object.fromEntries(parseDumpcapStatistics(text))).toEqual({ eth0: 25, lo: 2 });
  });

  it('makes rates of counters, none of a counter that began anew', () => {
    const before = new Map([
      ['eth0', 100],
      ['wg0', 90],
    ]);
    const now = new Map([
      ['eth0', 150],
      ['wg0', 5],
      ['usb0', 7],
    ]);
    expect(ratesOf(before, now, 2)).toEqual({ eth0: 25, wg0: 0, usb0: 0 });
  });

  it.runIf(process.platform === 'linux')('reports the interfaces of this machine until it is stopped', async () => {
    const rates = await new Promise<Record<string, number>>((resolve) => {
      const stop = watchInterfaceActivity((packetsPerSecond) => {
        stop();
        resolve(packetsPerSecond);
      });
    });
    expect(Object.keys(rates)).toContain('any');
  });
});
