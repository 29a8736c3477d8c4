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
    return { reason: 'Npcap, the capture driver for Windows, is not installed.', command: npcapPage };
  }
  if (/\bAdminOnly\s+REG_DWORD\s+0x0*1\b/i.test(facts.adminOnly)) {
    return {
      reason: 'Npcap was installed for administrators only; install it again without that restriction.',
      command: npcapPage,
    };
  }
  // State 4 is "running" in every language: winsvc.h, SERVICE_RUNNING.
  if (/:\s*[1-7]\s+\S+/.test(facts.service) && !/:\s*4\s+\S+/.test(facts.service)) {
    return {
      reason: 'The Npcap driver is stopped; start it from a terminal run as administrator.',
      command: 'sc.exe start npcap',
    };
  }
  if (!facts.hasDumpcap) return adviseInstallOnWindows();
  return { reason: 'Npcap is installed but refuses this user; install it again.', command: npcapPage };
}

export function adviseInstallOnWindows(): Advice {
  return {
    reason: 'dumpcap, which is part of Wireshark, is not installed.',
    command: 'winget install --id WiresharkFoundation.Wireshark',
  };
}
