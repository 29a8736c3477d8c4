/** One line on stderr that tells of long work while it lasts, on a terminal only. */
import { isTerminal } from './terminal';

const redrawMs = 100;
/** Shorter work needs no line. */
const patienceMs = 400;

/** Shows the newest text; the line is gone once cleared. */
export class StatusLine {
  private drawnAt = performance.now() + patienceMs - redrawMs;
  private isDrawn = false;
  private readonly isShown: boolean;

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {
    this.isShown = isTerminal(stream);
  }

  /** Draws what `describe` says, unless that was done a moment ago. */
  update(describe: () => string): void {
    const now = performance.now();
    if (!this.isShown || now - this.drawnAt < redrawMs) return;
    this.drawnAt = now;
    this.isDrawn = true;
    this.stream.write(`\r\u001b[K${describe().slice(0, (this.stream.columns || 80) - 1)}`);
  }

  /** Takes the line away, so that others may write. */
  clear(): void {
    if (this.isDrawn) this.stream.write('\r\u001b[K');
    this.isDrawn = false;
  }
}
