import type { Failure } from '../../shared/connection';

/** Says in one sentence why a capture file could not be opened or read, from the error of the operating system. */
export function describeReadFailure(error: unknown, label: string): Failure {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        kind: 'missing',
        message: `${label} does not exist.`,
        remedy: 'Check the spelling of the name and the folder you are in.',
        about: { subject: label },
      };
    case 'EISDIR':
      return {
        kind: 'not-a-capture',
        message: `${label} is a folder, not a capture.`,
        remedy: 'Give a capture file inside it, or run `kanaria analyze` on the folder for all of them.',
        about: { subject: label, form: 'folder' },
      };
    case 'EACCES':
    case 'EPERM':
      return {
        kind: 'no-permission',
        message: `${label} may not be read by this user.`,
        remedy: 'Ask its owner for the right to read it, or copy it to a folder of your own.',
        about: { subject: label },
      };
    default:
      return {
        kind: 'unreadable',
        message: `${label} cannot be read (${code || String(error)}).`,
        remedy: 'Check the disk or the network share it lies on, or copy the file and try the copy.',
        about: { subject: label, words: code || String(error) },
      };
  }
}
