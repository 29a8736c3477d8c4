/** A bar on stderr for long inputs, only on a terminal. */
import type { CaptureStats } from '../capture/packet-source';

const redrawMs = 100;
/** Shorter work needs no bar. */
const patienceMs = 400;
const width = 28;

/** Shows how far a file has been read. */
export class ProgressBar {
  private readonly beganAt = performance.now();
  private drawnAt = 0;
  private isDrawn = false;

  constructor(
    private readonly label: string,
    private readonly stream: NodeJS.WriteStream = process.stderr,
  ) {}

  update(stats: CaptureStats): void {
    const now = performance.now();
    if (!this.stream.isTTY || now - this.beganAt < patienceMs || now - this.drawnAt < redrawMs) return;
    this.drawnAt = now;
    this.isDrawn = true;
    const seconds = (now - this.beganAt) / 1000;
    const packets = `${stats.packets.toLocaleString('en')} packets`;
    if (stats.totalBytes === null || stats.totalBytes === 0) {
      this.draw(`${this.label}  ${packets}`);
      return;
    }
    const share = Math.min(1, stats.readBytes / stats.totalBytes);
    const full = Math.round(share * width);
    const left = share > 0.02 ? `, ${Math.ceil((seconds * (1 - share)) / share)} s left` : '';
    this.draw(
      `${this.label}  [${'#'.repeat(full)}${' '.repeat(width - full)}] ${Math.round(share * 100)} %  ${packets}${left}`,
    );
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.isDrawn) this.stream.write('\r\u001b[K');
    this.isDrawn = false;
  }

  private draw(text: string): void {
    this.stream.write(`\r\u001b[K${text.slice(0, (this.stream.columns ?? 100) - 1)}`);
  }
}
