import type { Failure } from '../../shared/connection';

/** Says in one sentence why a file (packets, clusters) could not be written, from the error of the operating system. */
export function describeWriteFailure(error: unknown, path: string): Failure {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  const about = { deed: 'write', subject: path } as const;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        kind: 'disk-full',
        message: `The disk is full, so writing to ${path} has stopped.`,
        remedy: 'Free some space or choose another disk, and run it again.',
        about,
      };
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        kind: 'missing',
        message: `${path} cannot be written: its folder does not exist.`,
        remedy: 'Make the folder first, or choose another one.',
        about,
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        kind: 'no-permission',
        message: `${path} may not be written by this user.`,
        remedy: 'Choose a folder of your own.',
        about,
      };
    default:
      return {
        kind: 'not-saved',
        message: `${path} cannot be written (${code || String(error)}).`,
        remedy: 'Choose another name or another disk.',
        about: { ...about, words: code || String(error) },
      };
  }
}
