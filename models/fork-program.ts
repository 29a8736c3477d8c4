import { fork, type ChildProcess } from 'node:child_process';

/** Starts a TypeScript program of ours as a process of its own; messages to and from it may hold typed arrays. */
export function forkProgram(file: URL, args: readonly string[] = []): ChildProcess {
  return fork(file, args, { serialization: 'advanced', execArgv: ['--import', 'tsx'] });
}
