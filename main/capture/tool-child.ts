import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { environmentOf } from './run-program';
import type { ProgramCommand, ProgramResult } from './run-program';

/** Time a tool has to say its counters after it was interrupted. */
const graceMs = 2000;
/** As much of standard error as is kept: the newest. */
const keptErrorCharacters = 8192;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * A capture tool that writes packets to its standard output. It is told to end by {@link stop}, is killed with this
 * process where this process can still do so, and else ends when it next writes to the closed pipe.
 */
export class ToolChild {
  readonly stdout: Readable;
  /** Resolves when the process is gone and has said everything; standard output is not collected. */
  readonly ended: Promise<ProgramResult>;
  private readonly child: ChildProcess;
  private errorText = '';
  private startError: string | null = null;
  private isStopping = false;

  constructor(command: ProgramCommand) {
    const child = spawn(command.file, [...command.args], { env: environmentOf(command), windowsHide: true });
    this.child = child;
    // A program that could not be started has no streams of its own.
    this.stdout = child.stdout ?? new PassThrough().end();
    child.stdin?.on('error', () => {});
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errorText = (this.errorText + text).slice(-keptErrorCharacters);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      this.startError ??= error.code ?? error.message;
    });
    if (child.pid !== undefined) running.add(child);
    this.ended = new Promise((resolve) => {
      child.on('close', (code, signal) => {
        running.delete(child);
        resolve({ code, signal, stdout: '', stderr: this.errorText, startError: this.startError });
      });
    });
  }

  /** What it has said on standard error lately. */
  get stderr(): string {
    return this.errorText;
  }

  get isRunning(): boolean {
    return running.has(this.child) && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Sends a signal if it still runs. */
  signal(name: NodeJS.Signals): void {
    if (this.isRunning) this.child.kill(name);
  }

  /** Interrupts it, so that it can say its counters, and kills it where that does not help. */
  stop(): void {
    if (this.isStopping) return;
    this.isStopping = true;
    this.child.stdin?.end();
    this.signal('SIGINT');
    const timer = setTimeout(() => this.signal('SIGKILL'), graceMs);
    void this.ended.then(() => clearTimeout(timer));
  }
}
