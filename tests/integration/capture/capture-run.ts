import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Failure } from '../../../shared/connection';
import type { LiveRequest } from '../../../main/capture/live-source';
import type { CaptureStats } from '../../../main/capture/packet-source';
import { repositoryRoot } from '../../support/requirements';

/** A line that capture-program prints. */
export type CaptureEvent =
  | { readonly event: 'refused'; readonly failure: Failure }
  | { readonly event: 'started'; readonly tool: string }
  | { readonly event: 'packets'; readonly count: number }
  | { readonly event: 'ended'; readonly longest: number; readonly timestamps: string; readonly stats: CaptureStats };

const program = path.join(repositoryRoot, 'tests/integration/capture/capture-program.ts');

/** capture-program in a process of its own, started through `wrapper` (`ip netns exec NAME`, `setpriv ...`, or nothing). */
export class CaptureRun {
  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly events: CaptureEvent[] = [];
  private wake: () => void = () => {};
  private isOver = false;

  constructor(request: Partial<LiveRequest>, wrapper: readonly string[] = []) {
    const full = { filter: null, tool: 'auto', isHeadersOnly: false, isPromiscuous: false, ...request };
    const [file, ...args] = [...wrapper, process.execPath, '--import', 'tsx', program, JSON.stringify(full)];
    this.child = spawn(file, args, { cwd: repositoryRoot, stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdin.on('error', () => {});
    createInterface(this.child.stdout)
      .on('line', (line) => {
        this.events.push(JSON.parse(line) as CaptureEvent);
        this.wake();
      })
      .on('close', () => {
        this.isOver = true;
        this.wake();
      });
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** The first event that fits, as soon as it has come. */
  async waitFor<E extends CaptureEvent['event']>(
    name: E,
    fits: (event: Extract<CaptureEvent, { event: E }>) => boolean = () => true,
  ): Promise<Extract<CaptureEvent, { event: E }>> {
    const isWanted = (event: CaptureEvent): event is Extract<CaptureEvent, { event: E }> =>
      event.event === name && fits(event as Extract<CaptureEvent, { event: E }>);
    for (;;) {
      const found = this.events.find(isWanted);
      if (found !== undefined) return found;
      if (this.isOver) throw new Error(`No "${name}" among ${JSON.stringify(this.events)}`);
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Asks the program to end its capture. */
  stop(): void {
    this.child.stdin.write('stop\n');
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
