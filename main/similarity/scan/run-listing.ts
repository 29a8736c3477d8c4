import { execFile } from 'node:child_process';
import type { Failure } from '../../../shared/connection';

const timeoutMs = 60_000;
const maxOutputBytes = 64 * 1024 * 1024;

/** Runs a program of the system that lists processes; its standard output. Some exit with 1 and list all the same. */
export function runListing(program: string, args: readonly string[]): Promise<string | Failure> {
  const options = { timeout: timeoutMs, maxBuffer: maxOutputBytes, windowsHide: true };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout) => {
      if (error === null || stdout !== '') return resolve(stdout);
      const message = `Running processes cannot be listed: ${program} failed (${error.message.trim()}).`;
      resolve({ kind: 'tool-failed', message, remedy: 'Name the files to scan instead.' });
    });
  });
}
