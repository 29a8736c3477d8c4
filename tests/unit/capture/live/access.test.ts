import { describe, expect, it } from 'vitest';
import { adviseInstallOnLinux, adviseOnLinux } from '../../../../main/capture/access-linux';
import { adviseOnMac, chmodBpfInstaller } from '../../../../main/capture/access-macos';
import { adviseOnWindows } from '../../../../main/capture/access-windows';
import { readFixture } from './fixture';

describe('adviseOnLinux', () => {
  const plain = { path: '/usr/bin/dumpcap', groupId: 0, isExecutable: true, capabilities: '' };
  const grouped = { ...plain, groupId: 115, isExecutable: false };
  const facts = {
    dumpcap: plain,
    tcpdump: null,
    userName: 'mika',
    isRoot: false,
    groupFile: 'root:x:0:\nwireshark:x:115:aiko\n',
    osRelease: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n',
  };

  it('gives a tool the right to capture', () => {
    const command = 'sudo setcap cap_net_raw,cap_net_admin+eip';
    expect(adviseOnLinux(facts).command).toBe(`${command} /usr/bin/dumpcap`);
    const tcpdump = { ...plain, path: '/usr/bin/tcpdump' };
    expect(adviseOnLinux({ ...facts, dumpcap: null, tcpdump }).command).toBe(`${command} /usr/bin/tcpdump`);
    const odd = { ...plain, path: "/opt/it's here/dumpcap" };
    expect(adviseOnLinux({ ...facts, dumpcap: odd }).command).toBe(`${command} '/opt/it'\\''s here/dumpcap'`);
  });

  it('speaks of the tool that was asked for', () => {
    const capable = { ...plain, capabilities: '/usr/bin/dumpcap cap_net_admin,cap_net_raw=eip\n' };
    const both = { ...facts, dumpcap: capable, tcpdump: { ...plain, path: '/usr/bin/tcpdump' } };
    expect(adviseOnLinux(both, 'tcpdump').command).toMatch(/^sudo setcap .* \/usr\/bin\/tcpdump$/);
    expect(adviseOnLinux(both, 'cap')).toMatchObject({ cause: { code: 'needs-own-rights' }, command: null });
    expect(adviseOnLinux({ ...both, isRoot: true }, 'cap').cause.code).toBe('withheld-by-system');
  });

  it('lets the user join the group that may run dumpcap, once', () => {
    expect(adviseOnLinux({ ...facts, dumpcap: grouped }).command).toBe('sudo usermod -aG wireshark $USER');
    const joined = adviseOnLinux({ ...facts, dumpcap: grouped, userName: 'aiko' });
    expect(joined.command).toBeNull();
    expect(joined.reason).toMatch(/log out and in again/);
  });

  it('knows no command against a container', () => {
    expect(adviseOnLinux({ ...facts, isRoot: true }).command).toBeNull();
    const capable = { ...plain, capabilities: '/usr/bin/dumpcap cap_net_admin,cap_net_raw=eip\n' };
    expect(adviseOnLinux({ ...facts, dumpcap: capable }).command).toBeNull();
  });

  it.each([
    ['ID=debian', 'sudo apt install tshark'],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"', 'sudo apt install tshark'],
    ['ID=fedora', 'sudo dnf install wireshark-cli'],
    ['ID="opensuse-leap"\nID_LIKE="suse opensuse"', 'sudo zypper install wireshark'],
    ['ID=arch', 'sudo pacman -S wireshark-cli'],
    ['ID=alpine', 'sudo apk add tshark'],
    ['ID=plan9', null],
  ])('installs on %j', (osRelease, command) => {
    expect(adviseOnLinux({ ...facts, dumpcap: null, osRelease }).command).toBe(command);
  });

  it('installs the tool that was asked for', () => {
    expect(adviseInstallOnLinux('tcpdump', 'ID=debian').command).toBe('sudo apt install tcpdump');
  });
});

describe('adviseOnMac', () => {
  const facts = { hasChmodBpf: false, installer: null, hasBrew: false };

  it('opens the capture devices through ChmodBPF', () => {
    expect(adviseOnMac({ ...facts, installer: chmodBpfInstaller, hasBrew: true }).command).toContain('ChmodBPF.pkg');
    expect(adviseOnMac({ ...facts, hasBrew: true }).command).toBe('brew install --cask wireshark-chmodbpf');
    expect(adviseOnMac({ ...facts, hasChmodBpf: true }).command).toContain('access_bpf');
    expect(adviseOnMac(facts).command).toContain('wireshark.org');
  });
});

describe('adviseOnWindows', () => {
  const running =
    'SERVICE_NAME: npcap\n        TYPE               : 1  KERNEL_DRIVER\n        STATE              : 4  RUNNING\n';
  const facts = { hasNpcap: true, hasDumpcap: true, adminOnly: '', service: running };

  it('finds what is wrong with Npcap', () => {
    expect(adviseOnWindows({ ...facts, hasNpcap: false }).reason).toMatch(/not installed/);
    expect(adviseOnWindows({ ...facts, adminOnly: readFixture('npcap-windows.txt') }).reason).toMatch(/administrators/);
    expect(adviseOnWindows({ ...facts, service: running.replace('4  RUNNING', '1  STOPPED') }).command).toBe(
      'sc.exe start npcap',
    );
    expect(adviseOnWindows({ ...facts, hasDumpcap: false }).command).toContain('Wireshark');
  });
});
