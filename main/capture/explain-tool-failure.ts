import type { Failure } from '../../shared/connection';
import type { CaptureTool } from '../../shared/contract';
import type { ProgramResult } from './run-program';

/** What went wrong, told from what a tool said. */
export interface ToolComplaint {
  readonly kind: Failure['kind'];
  /** The tool's own words for it, one line. */
  readonly words: string;
}

/** Texts of libpcap and of the tools, on Linux, macOS and Windows; the first that fits counts. */
const meanings: readonly (readonly [Failure['kind'], RegExp])[] = [
  ['no-tool', /cannot be loaded|Couldn't load .*(wpcap|Npcap)|unable to load .*(wpcap|Npcap)/i],
  ['interface-down', /not up|went down|disappeared|no longer attached|network is down|device is down/i],
  ['no-permission', /permission|not permitted|access is denied|\bEACCES\b|\bEPERM\b/i],
  [
    'no-interface',
    /no such device|no device named|no interface named|device not configured|cannot find the (device|file)/i,
  ],
  ['bad-filter', /capture filter|filter expression|syntax error|expression rejects all packets|illegal token/i],
];

/** Lines in which tools say nothing about what went wrong. */
const smallTalk = /^(Capturing on|File: |Packets |\d+ packets? |tcpdump: (listening|verbose|data link)|Warning: |\s*$)/;

/** Recognises the failure in the standard error of a capture tool; null where it said nothing known. */
export function readComplaint(stderr: string): ToolComplaint | null {
  const said = sayings(stderr);
  const meaning = meanings.find(([, pattern]) => said.some((line) => pattern.test(line)));
  return meaning === undefined ? null : { kind: meaning[0], words: firstWords(stderr) };
}

/** Recognises why a program ended at once. */
export function readProgramComplaint(result: ProgramResult): ToolComplaint {
  if (result.startError === 'ENOENT') return { kind: 'no-tool', words: 'it is not there' };
  if (result.startError !== null) {
    const kind = /EACCES|EPERM/.test(result.startError) ? 'no-permission' : 'tool-failed';
    return { kind, words: result.startError };
  }
  const ending = result.signal === null ? `it ended with code ${result.code}` : `it was ended by ${result.signal}`;
  const words = firstWords(result.stderr) || ending;
  return readComplaint(result.stderr) ?? { kind: 'tool-failed', words };
}

/** A sentence about the complaint, for people. `remedy` overrides the general one. */
export function describeComplaint(
  complaint: ToolComplaint,
  tool: CaptureTool,
  interfaceName: string,
  filter: string | null,
  remedy?: string,
): Failure {
  const { kind, words } = complaint;
  const about = { deed: 'capture', subject: interfaceName, tool, words } as const;
  switch (kind) {
    case 'no-tool':
      return {
        kind,
        message: `${tool} cannot be used here: ${words}.`,
        remedy: remedy ?? 'Install Wireshark, which brings dumpcap, or choose another capture tool.',
        about,
      };
    case 'interface-down':
      return {
        kind,
        message: `The interface ${interfaceName} is down.`,
        remedy: remedy ?? bringUp(interfaceName),
        about: { ...about, command: bringUpCommand(interfaceName) },
      };
    case 'no-permission':
      return {
        kind,
        message: `This user may not capture on ${interfaceName} with ${tool}.`,
        remedy: remedy ?? 'Allow this user to capture; the list of interfaces says how.',
        about,
      };
    case 'no-interface':
      return {
        kind,
        message: `There is no interface ${interfaceName}.`,
        remedy: remedy ?? 'Run `kanaria interfaces` for a list.',
        about,
      };
    case 'bad-filter':
      return {
        kind,
        message: `The capture filter "${filter ?? ''}" is not valid: ${words}.`,
        remedy: remedy ?? 'Write it as in pcap-filter(7), for instance: tcp port 3333 and host 192.0.2.7',
        about: { ...about, subject: filter ?? '' },
      };
    default:
      return {
        kind: 'tool-failed',
        message: `${tool} stopped on ${interfaceName}: ${words}.`,
        remedy: remedy ?? 'Start the capture again, or choose another capture tool.',
        about,
      };
  }
}

/** What to do about an interface that is down. */
export function bringUp(interfaceName: string): string {
  const command = bringUpCommand(interfaceName);
  return command === undefined ? 'Connect it and start again.' : `Bring it up and start again: ${command}`;
}

/** The command that brings an interface up; none outside Linux. */
export function bringUpCommand(interfaceName: string): string | undefined {
  return process.platform === 'linux' ? `sudo ip link set dev ${interfaceName} up` : undefined;
}

function sayings(stderr: string): string[] {
  return stderr.split(/\r?\n/).filter((line) => !smallTalk.test(line));
}

function firstWords(stderr: string): string {
  const reason = /^That string isn't a valid capture filter \((.*)\)\.?$/m.exec(stderr)?.[1];
  const line = reason ?? sayings(stderr)[0] ?? '';
  return line
    .replace(/^(dumpcap|tcpdump|cap): /, '')
    .trim()
    .replace(/\.$/, '');
}
