/** Standard output with back-pressure, and what to do when nobody reads it or it cannot be written. */
import { once } from 'node:events';
import { exitCode } from './exit-codes';
import { remark } from './terminal';

/**
 * Ends the program with {@link exitCode.failed} when the output cannot be written: quietly when its reader went away
 * (`| head`), for then nobody got all that was found, with a sentence when the disk is full. Call once at the start.
 */
export function guardOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCode.failed);
    const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
    remark(
      isFull
        ? 'The output could not be written: the disk is full. Free some space and run it again.'
        : `The output could not be written (${error.code ?? error.message}). Send it elsewhere and run it again.`,
    );
    process.exit(exitCode.failed);
  });
  // Nobody is left to tell.
  process.stderr.on('error', () => {});
}

/** Writes text; resolves when more may be written. */
export async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}
