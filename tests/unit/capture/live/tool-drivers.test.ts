import { describe, expect, it } from 'vitest';
import { dumpcapDriver } from '../../../../main/capture/dumpcap-driver';
import { tcpdumpDriver } from '../../../../main/capture/tcpdump-driver';
import { readFixture } from './fixture';

const options = { interfaces: ['eth0'], filter: null, isHeadersOnly: false, isPromiscuous: false };

describe('dumpcapDriver', () => {
  it('streams pcap from one interface and pcapng from several, never promiscuously unless asked', () => {
    const [one] = dumpcapDriver.captureCommands('dumpcap', options);
    expect(one.args).toContain('-P');
    expect(one.args).toContain('-p');
    const two = { ...options, interfaces: ['eth0', 'eth1'], isPromiscuous: true };
    const commands = dumpcapDriver.captureCommands('dumpcap', two);
    expect(commands).toHaveLength(1);
    expect(commands[0].args).not.toContain('-P');
    expect(commands[0].args).not.toContain('-p');
  });

  it('adds up the drops of all interfaces', () => {
    expect(dumpcapDriver.readDropped(readFixture('dumpcap-counters-linux-4.0.txt'))).toBe(0);
    const text = "Packets received/dropped on interface 'en0': 9/4 (pcap:4/dumpcap:0/flushed:0/ps_ifdrop:0) (69.2%)\n";
    expect(dumpcapDriver.readDropped(text + text)).toBe(8);
    expect(dumpcapDriver.readDropped('Capturing on va\n')).toBeNull();
  });
});

describe('tcpdumpDriver', () => {
  it('runs one process per interface, 128 bytes for headers only', () => {
    const commands = tcpdumpDriver.captureCommands('tcpdump', {
      ...options,
      interfaces: ['eth0', 'eth1'],
      isHeadersOnly: true,
    });
    expect(commands).toHaveLength(2);
    expect(commands[1].args.join(' ')).toContain('-i eth1 -s 128');
  });

  it('takes the newest counters', () => {
    const counters = (kernel: number) =>
      `9 packets captured\n9 packets received by filter\n${kernel} packets dropped by kernel\n`;
    expect(tcpdumpDriver.readDropped(counters(0) + counters(7))).toBe(7);
    expect(tcpdumpDriver.readDropped(`${counters(7)}2 packets dropped by interface\n`)).toBe(9);
    expect(tcpdumpDriver.readDropped('tcpdump: listening on va\n')).toBeNull();
  });
});
