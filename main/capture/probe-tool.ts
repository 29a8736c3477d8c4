import { readProgramComplaint } from './explain-tool-failure';
import type { ToolComplaint } from './explain-tool-failure';
import type { LiveOptions } from './live-options';
import { runProgram } from './run-program';
import type { ToolDriver } from './tool-driver';

/** Tries whether a capture of one interface could start, by opening it with its filter; null if it could. */
export async function probeTool(
  driver: ToolDriver,
  file: string,
  interfaceName: string,
  options: LiveOptions,
): Promise<ToolComplaint | null> {
  const result = await runProgram(driver.probeCommand(file, interfaceName, options));
  if (result.code === 0 && result.stdout !== '') return null;
  const complaint = readProgramComplaint(result);
  if (complaint.kind !== 'tool-failed' || options.filter === null) return complaint;
  // libpcap has many ways to reject a filter: it was the filter if all goes well without one.
  const withoutFilter = await probeTool(driver, file, interfaceName, { ...options, filter: null });
  return withoutFilter === null ? { kind: 'bad-filter', words: complaint.words } : complaint;
}
