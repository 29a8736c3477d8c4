import { readFileSync } from 'node:fs';
import type { ScanTarget } from '../similarity/scan/scan-session';
import type { ScanArguments } from './scan';
import { readLinePieces } from './scan-digest-lines';

/** What a command line asks to scan; if it is not clear what that is, a sentence that helps. */
export function chooseScanTarget(paths: readonly string[], { processes, digests }: ScanArguments): ScanTarget | string {
  const asked = [paths.length > 0, processes, digests !== undefined].filter(Boolean).length;
  if (asked === 0) return 'Name files or folders to scan, or use --processes or --digests FILE.';
  if (asked > 1) return 'Paths, --processes and --digests exclude each other; run the command once for each.';
  if (processes) return { kind: 'processes' };
  if (digests !== undefined) {
    return { kind: 'digests', name: digests === '-' ? 'standard input' : digests, lines: readLinePieces(digests) };
  }
  if (paths.includes('-')) {
    return 'A file cannot be read from standard input; name it, or use --digests - for a list of digests.';
  }
  if (paths.includes('')) return 'A path is empty; name files or folders to scan.';
  return { kind: 'paths', paths: restoreBytes(paths) };
}

/** Node.js has put U+FFFD for bytes of arguments that are not UTF-8; on Linux the bytes themselves can be had. */
export function restoreBytes(paths: readonly string[]): (string | Buffer)[] {
  if (process.platform !== 'linux' || !paths.some((path) => path.includes('\ufffd'))) return [...paths];
  const given = splitAtZeros(readFileSync('/proc/self/cmdline'));
  return paths.map((path) => {
    const at = path.includes('\ufffd') ? given.findIndex((bytes) => bytes.toString() === path) : -1;
    return at < 0 ? path : given.splice(at, 1)[0];
  });
}

function splitAtZeros(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let start = 0, end = bytes.indexOf(0); end >= 0; start = end + 1, end = bytes.indexOf(0, start)) {
    parts.push(bytes.subarray(start, end));
  }
  return parts;
}
