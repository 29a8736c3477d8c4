/** Runs the built command line as a person would. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from '../../support/requirements';

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Absolute path of the built command line. */
export const kanariaPath = path.join(repositoryRoot, 'out/cli/kanaria.js');

/** Runs `kanaria ARGS...`, feeding `input` to standard input. */
export function runKanaria(args: readonly string[], input: Uint8Array | null = null): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [kanariaPath, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      cwd: repositoryRoot,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
