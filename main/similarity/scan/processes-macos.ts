/** Running processes of macOS: lsof knows their executables, ps also names those this user may not look into. */
import { findProcessFiles, type NamedProcess } from './find-process-files';
import type { ProcessList } from './running-processes';
import { runListing } from './run-listing';

/** Asks `lsof` and `ps`. */
export async function listMacosProcesses(): Promise<ProcessList> {
  const seen = await runListing('ps', ['-axww', '-o', 'pid=,comm=']);
  if (typeof seen !== 'string') return { kind: 'failed', failure: seen };
  const files = await runListing('lsof', ['-w', '-n', '-P', '-d', 'txt', '-F', 'pn']);
  return findProcessFiles(mergeListings(parsePs(seen), typeof files === 'string' ? parseLsof(files) : new Map()));
}

/** `PID PATH` a line. The path is what the process was started as, so it need not be absolute. */
export function parsePs(text: string): NamedProcess[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(.+?)\s*$/.exec(line);
    if (match === null) return [];
    const [, pid, command] = match;
    const name = command.slice(command.lastIndexOf('/') + 1);
    return [{ pid: Number(pid), name, path: command.startsWith('/') ? command : null }];
  });
}

/** Executables by process: the first file that lsof names after a `p` line; libraries follow it. */
export function parseLsof(text: string): Map<number, string> {
  const paths = new Map<number, string>();
  let pid = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('p')) pid = Number(line.slice(1));
    else if (line.startsWith('n/') && !paths.has(pid)) paths.set(pid, line.slice(1));
  }
  return paths;
}

function mergeListings(listed: readonly NamedProcess[], files: ReadonlyMap<number, string>): NamedProcess[] {
  return listed.map((each) => ({ ...each, path: files.get(each.pid) ?? each.path }));
}
