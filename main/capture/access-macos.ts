import type { Advice } from './access-linux';

/** What decides on macOS whether the capture devices /dev/bpf* may be opened. */
export interface MacFacts {
  /** Wireshark's ChmodBPF, which opens the devices to the group access_bpf, is installed. */
  readonly hasChmodBpf: boolean;
  /** Its installer inside an installed Wireshark, or null. */
  readonly installer: string | null;
  readonly hasBrew: boolean;
}

/** Where ChmodBPF registers itself. */
export const chmodBpfDaemon = '/Library/LaunchDaemons/org.wireshark.ChmodBPF.plist';
export const chmodBpfInstaller = '/Applications/Wireshark.app/Contents/Resources/Extras/Install ChmodBPF.pkg';

/** Says how this user comes to capture, given that no tool can. */
export function adviseOnMac(facts: MacFacts): Advice {
  if (facts.hasChmodBpf) {
    return {
      reason: 'Only the group access_bpf may capture, and you are not in it; log out and in again after joining it.',
      cause: { code: 'not-in-group', group: 'access_bpf' },
      command: 'sudo dseditgroup -o edit -a "$USER" -t user access_bpf',
    };
  }
  const reason = 'macOS keeps the capture devices closed until ChmodBPF, which comes with Wireshark, opens them.';
  const cause = { code: 'bpf-closed' } as const;
  if (facts.installer !== null) return { reason, cause, command: `open "${facts.installer}"` };
  if (facts.hasBrew) return { reason, cause, command: 'brew install --cask wireshark-chmodbpf' };
  return { reason, cause, command: 'open https://www.wireshark.org/download.html' };
}
