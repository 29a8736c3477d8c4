import type { Advice } from './access-linux';

/** What decides on Windows whether capturing is possible. */
export interface WindowsFacts {
  /** Npcap's wpcap.dll is there. */
  readonly hasNpcap: boolean;
  readonly hasDumpcap: boolean;
  /** What `reg query HKLM\SYSTEM\CurrentControlSet\Services\npcap\Parameters /v AdminOnly` prints. */
  readonly adminOnly: string;
  /** What `sc.exe query npcap` prints. */
  readonly service: string;
}

// Not winget: the Npcap it carries is from 2019.
const npcapPage = 'start https://npcap.com/#download';

/** Says how this user comes to capture, given that no tool can. */
export function adviseOnWindows(facts: WindowsFacts): Advice {
  if (!facts.hasNpcap) {
    const reason = 'Npcap, the capture driver for Windows, is not installed.';
    return { reason, cause: { code: 'no-npcap' }, command: npcapPage };
  }
  if (/\bAdminOnly\s+REG_DWORD\s+0x0*1\b/i.test(facts.adminOnly)) {
    return {
      reason: 'Npcap was installed for administrators only; install it again without that restriction.',
      cause: { code: 'npcap-for-administrators' },
      command: npcapPage,
    };
  }
  // State 4 is "running" in every language: winsvc.h, SERVICE_RUNNING.
  if (/:\s*[1-7]\s+\S+/.test(facts.service) && !/:\s*4\s+\S+/.test(facts.service)) {
    return {
      reason: 'The Npcap driver is stopped; start it from a terminal run as administrator.',
      cause: { code: 'npcap-stopped' },
      command: 'sc.exe start npcap',
    };
  }
  if (!facts.hasDumpcap) return adviseInstallOnWindows();
  const reason = 'Npcap is installed but refuses this user; install it again.';
  return { reason, cause: { code: 'npcap-refuses' }, command: npcapPage };
}

export function adviseInstallOnWindows(): Advice {
  return {
    reason: 'dumpcap, which is part of Wireshark, is not installed.',
    cause: { code: 'not-installed', tool: 'dumpcap' },
    command: 'winget install --id WiresharkFoundation.Wireshark',
  };
}
