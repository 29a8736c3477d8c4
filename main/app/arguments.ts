/** What the desktop app understands on its command line. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { SourceRequest } from '../../shared/contract';

/** The source asked for by `--demo`, `--file=PATH` or `--interface=IF`, or null. Everything else is Electron's own. */
export function readStartRequest(argv: readonly string[], workingFolder: string): SourceRequest | null {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: { demo: { type: 'boolean' }, file: { type: 'string' }, interface: { type: 'string', multiple: true } },
  });
  if (typeof values.file === 'string') return { kind: 'file', path: path.resolve(workingFolder, values.file) };
  const interfaces = (values.interface ?? []).filter((name) => typeof name === 'string' && name !== '') as string[];
  if (interfaces.length > 0) return { kind: 'interface', interfaces };
  return values.demo === true ? { kind: 'demo' } : null;
}
