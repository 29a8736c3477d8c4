import type { CaptureTool } from '../../shared/contract';
import type { AccessCause } from '../../shared/failure-about';

/** What decides on Linux whether capturing is possible, as read from the system. */
export interface LinuxFacts {
  readonly dumpcap: LinuxToolFile | null;
  readonly tcpdump: LinuxToolFile | null;
  readonly userName: string;
  readonly isRoot: boolean;
  /** /etc/group, see group(5). */
  readonly groupFile: string;
  /** /etc/os-release, see os-release(5). */
  readonly osRelease: string;
}

export interface LinuxToolFile {
  /** Path without symbolic links, as setcap wants it. */
  readonly path: string;
  readonly groupId: number;
  readonly isExecutable: boolean;
  /** What getcap prints for it; empty where it has no capabilities or nobody can tell. */
  readonly capabilities: string;
}

/** Why something is not possible, in one sentence, and the one command that changes it, if there is one. */
export interface Advice {
  readonly reason: string;
  readonly cause: AccessCause;
  readonly command: string | null;
}

/** Package managers by the ID and ID_LIKE of os-release, with the packages that bring each tool. */
const installers: readonly (readonly [RegExp, string, Readonly<Record<'dumpcap' | 'tcpdump', string>>])[] = [
  [/debian|ubuntu/, 'apt install', { dumpcap: 'tshark', tcpdump: 'tcpdump' }],
  [/fedora|rhel|centos/, 'dnf install', { dumpcap: 'wireshark-cli', tcpdump: 'tcpdump' }],
  [/suse/, 'zypper install', { dumpcap: 'wireshark', tcpdump: 'tcpdump' }],
  [/arch/, 'pacman -S', { dumpcap: 'wireshark-cli', tcpdump: 'tcpdump' }],
  [/alpine/, 'apk add', { dumpcap: 'tshark', tcpdump: 'tcpdump' }],
];

/** Says how this user comes to capture with a tool, given that it cannot; `auto` is whichever is installed. */
export function adviseOnLinux(facts: LinuxFacts, wanted: CaptureTool | 'auto' = 'auto'): Advice {
  const { dumpcap, tcpdump } = facts;
  if (wanted === 'cap' && !facts.isRoot) {
    const reason = 'cap captures with the rights of Kanaria itself, which should have none; choose dumpcap or tcpdump.';
    return { reason, cause: { code: 'needs-own-rights', tool: 'cap' }, command: null };
  }
  const tool = wanted === 'tcpdump' || dumpcap === null ? 'tcpdump' : 'dumpcap';
  const file = tool === 'tcpdump' ? tcpdump : dumpcap;
  if (file === null) return adviseInstallOnLinux('dumpcap', facts.osRelease);
  if (facts.isRoot || (file.isExecutable && file.capabilities.includes('cap_net_raw'))) {
    const reason =
      'The system withholds the right to capture (CAP_NET_RAW), as containers and sandboxes do; allow it where they are started.';
    return { reason, cause: { code: 'withheld-by-system' }, command: null };
  }
  if (!file.isExecutable) return adviseGroup(file, facts);
  return {
    reason: `${tool} is installed but has not been given the right to capture.`,
    cause: { code: 'no-capability', tool },
    command: `sudo setcap cap_net_raw,cap_net_admin+eip ${quote(file.path)}`,
  };
}

/** Says how to install a capture tool with the package manager of this distribution. */
export function adviseInstallOnLinux(tool: 'dumpcap' | 'tcpdump', osRelease: string): Advice {
  const family = ['ID', 'ID_LIKE'].map((key) => readOsRelease(osRelease, key)).join(' ');
  const installer = installers.find(([pattern]) => pattern.test(family));
  if (installer === undefined) {
    const reason = 'No capture tool is installed; install dumpcap, which is part of Wireshark, or tcpdump.';
    return { reason, cause: { code: 'not-installed' }, command: null };
  }
  const [, command, packages] = installer;
  const cause = { code: 'not-installed', tool } as const;
  return { reason: 'No capture tool is installed.', cause, command: `sudo ${command} ${packages[tool]}` };
}

/** dumpcap may be run by the members of one group only, as Debian and Fedora set it up. */
function adviseGroup(file: LinuxToolFile, facts: LinuxFacts): Advice {
  const groups = facts.groupFile.split('\n').map((line) => line.split(':'));
  const [group, , , members = ''] = groups.find(([, , id]) => Number(id) === file.groupId) ?? [];
  if (group === undefined || file.groupId === 0) {
    const cause = { code: 'not-executable', tool: 'dumpcap' } as const;
    return { reason: 'dumpcap may not be run by this user.', cause, command: `sudo chmod a+rx ${quote(file.path)}` };
  }
  if (members.split(',').includes(facts.userName)) {
    const reason = `You are in the group ${group} now; log out and in again for it to take effect.`;
    return { reason, cause: { code: 'group-needs-login', group }, command: null };
  }
  return {
    reason: `Only the group ${group} may capture, and you are not in it; log out and in again after joining it.`,
    cause: { code: 'not-in-group', group },
    command: `sudo usermod -aG ${group} $USER`,
  };
}

/** The value of a key in os-release, without quotes; empty where it is missing. */
function readOsRelease(text: string, key: string): string {
  return new RegExp(`^${key}=["']?(.*?)["']?$`, 'm').exec(text)?.[1] ?? '';
}

function quote(path: string): string {
  return /^[\w/.+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
