/** Exit codes of the command line, in the order in which they win. */
import type { Failure } from '../../shared/connection';

export const exitCode = {
  nothingFound: 0,
  /** Something that has no code of its own, such as an output that cannot be written. */
  failed: 1,
  wrongUsage: 2,
  unreadableInput: 3,
  noPermission: 4,
  noInterfaceOrTool: 5,
  miningFound: 10,
} as const;

/** The code of a failure that ended a command before it could look at anything. */
export function exitCodeOf(failure: Failure): number {
  switch (failure.kind) {
    case 'bad-filter':
    case 'bad-request':
      return exitCode.wrongUsage;
    case 'no-permission':
      return exitCode.noPermission;
    case 'no-interface':
    case 'no-tool':
    case 'tool-failed':
    case 'interface-down':
      return exitCode.noInterfaceOrTool;
    case 'missing':
    case 'empty':
    case 'not-a-capture':
    case 'not-a-list':
    case 'no-pools':
    case 'unreadable':
    case 'not-found':
      return exitCode.unreadableInput;
    case 'disk-full':
    case 'not-saved':
    case 'engine-down':
    case 'internal':
      return exitCode.failed;
  }
}
