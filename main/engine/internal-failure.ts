import type { Failure } from '../../shared/connection';

/** A bug, told as a failure so that the window stays; the whole error goes to standard error. */
export function internalFailure(error: unknown): Failure {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return {
    kind: 'internal',
    message: `Something went wrong inside Kanaria: ${describe(error)}.`,
    remedy: 'Please report this with what you did, and start again.',
    about: { words: describe(error) },
  };
}

function describe(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
