import { execFile } from 'node:child_process';

/** How a short-lived program ended. */
export interface ProgramResult {
  /** Exit code; null where it never ran, was killed or took too long. */
  readonly code: number | null;
  /** Signal that ended it, or null. */
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Why it could not be started (`ENOENT`, `EACCES`, ...), or null. */
  readonly startError: string | null;
}

/** A program with its arguments; never goes through a shell. */
export interface ProgramCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Programs answer in English, so that what they say can be recognised. */
export function environmentOf(command: ProgramCommand): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', ...command.env };
}

/** Runs a program to its end, at most `timeoutMs`. Never rejects. */
export function runProgram(command: ProgramCommand, timeoutMs = 10_000): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const options = { env: environmentOf(command), timeout: timeoutMs, windowsHide: true, maxBuffer: 4 << 20 };
    const child = execFile(command.file, command.args, options, (error, stdout, stderr) => {
      const startError = typeof error?.code === 'string' ? error.code : null;
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ code, signal: error?.signal ?? null, stdout, stderr, startError });
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end();
  });
}
