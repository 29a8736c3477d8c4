import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { CaptureTool } from '../../shared/contract';
import type { FailureAbout } from '../../shared/failure-about';
import { adviseInstallOnLinux, adviseOnLinux } from './access-linux';
import type { Advice, LinuxFacts, LinuxToolFile } from './access-linux';
import { adviseOnMac, chmodBpfDaemon, chmodBpfInstaller } from './access-macos';
import { adviseInstallOnWindows, adviseOnWindows } from './access-windows';
import { findProgram } from './find-program';
import { runProgram } from './run-program';

/** Says how this user comes to capture with a tool, given that it cannot; never by running Kanaria as root. */
export async function adviseOnAccess(
  tool: CaptureTool | 'auto',
  platform: NodeJS.Platform = process.platform,
): Promise<Advice> {
  switch (platform) {
    case 'darwin':
      return adviseOnMac({
        hasChmodBpf: existsSync(chmodBpfDaemon),
        installer: existsSync(chmodBpfInstaller) ? chmodBpfInstaller : null,
        hasBrew: findProgram('brew') !== null,
      });
    case 'win32': {
      const [adminOnly, service] = await Promise.all([
        say('reg.exe', 'query', 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\npcap\\Parameters', '/v', 'AdminOnly'),
        say('sc.exe', 'query', 'npcap'),
      ]);
      const system = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32');
      const hasNpcap = [join(system, 'Npcap', 'wpcap.dll'), join(system, 'wpcap.dll')].some(existsSync);
      return adviseOnWindows({ hasNpcap, hasDumpcap: findProgram('dumpcap') !== null, adminOnly, service });
    }
    default:
      return adviseOnLinux(await readLinuxFacts(), tool);
  }
}

/** Says how to get one capture tool. */
export function adviseOnInstall(tool: CaptureTool, platform: NodeJS.Platform = process.platform): Advice {
  if (platform === 'win32') return adviseInstallOnWindows();
  if (platform === 'darwin') {
    const reason = 'dumpcap comes with Wireshark; tcpdump comes with macOS.';
    return { reason, cause: { code: 'not-installed', tool: 'dumpcap' }, command: 'brew install wireshark' };
  }
  // The package cap is no way out: it would need this whole program to have the right to capture.
  return adviseInstallOnLinux(tool === 'tcpdump' ? 'tcpdump' : 'dumpcap', readText('/etc/os-release'));
}

/** The advice as one remedy for a failure. */
export function remedyOf(advice: Advice): string {
  return advice.command === null ? advice.reason : `${advice.reason} Run: ${advice.command}`;
}

/** The advice as circumstances of a failure. */
export function aboutOf({ cause, command }: Advice): FailureAbout {
  return { cause, command: command ?? undefined };
}

async function readLinuxFacts(): Promise<LinuxFacts> {
  const [dumpcap, tcpdump] = await Promise.all(['dumpcap', 'tcpdump'].map(readToolFile));
  const isRoot = process.getuid?.() === 0;
  return {
    dumpcap,
    tcpdump,
    userName: readUserName(),
    isRoot,
    groupFile: readText('/etc/group'),
    osRelease: readText('/etc/os-release'),
  };
}

async function readToolFile(name: string): Promise<LinuxToolFile | null> {
  const found = findProgram(name);
  if (found === null) return null;
  try {
    const path = realpathSync(found);
    const getcap = findProgram('getcap');
    const capabilities = getcap === null ? '' : await say(getcap, path);
    return { path, groupId: statSync(path).gid, isExecutable: isExecutable(path), capabilities };
  } catch {
    return null;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Throws nothing for a user id without an entry in the password file. */
function readUserName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function say(file: string, ...args: string[]): Promise<string> {
  return (await runProgram({ file, args })).stdout;
}
