import type { CaptureTool } from '../../shared/contract';
import type { Warning } from '../../shared/failure-about';
import type { LiveOptions } from './live-options';
import type { ProgramCommand } from './run-program';

/** What is particular to one capture tool; everything else is the same for all of them. */
export interface ToolDriver {
  readonly tool: CaptureTool;
  /** Where the time of its packets comes from. */
  readonly timestamps: 'kernel' | 'user';
  /** One sentence each: what a capture with this tool lacks. */
  readonly warnings: readonly Warning[];
  /** The file that has to be there for the tool to run, or null: not installed. */
  find(): string | null;
  /** Prints the tool's version. */
  versionCommand(file: string): ProgramCommand;
  /**
   * Opens one interface, compiles the filter and ends: whatever would keep a capture from starting shows now. It worked if
   * the exit code is 0 and standard output is not empty.
   */
  probeCommand(file: string, interfaceName: string, options: LiveOptions): ProgramCommand;
  /** Commands that write pcap or pcapng to standard output until they are interrupted; run side by side. */
  captureCommands(file: string, options: LiveOptions): ProgramCommand[];
  /** Packets dropped according to what one command has said on standard error so far; null where it has not said. */
  readDropped(stderr: string): number | null;
  /** Signal that makes it say its counters while it goes on, or null. */
  readonly countersSignal: NodeJS.Signals | null;
}
