import type { NetworkPath } from '../../generator/network-path';
import type { Random } from '../../generator/random';

/** Longer than this no packet waits for its turn, ms: a router's buffer is full. */
const mostQueuedMs = 400;

/** One direction of a path: what enters comes out later, in order, unless it is lost. */
export class Lane {
  private readonly waiting: { atMs: number; packet: Buffer }[] = [];
  private timer: NodeJS.Timeout | null = null;
  private freeMs = 0;
  private lastMs = 0;

  constructor(
    private readonly path: Pick<NetworkPath, 'roundTripMs' | 'jitterMs' | 'lossRate' | 'bandwidthMbps'>,
    private readonly random: Random,
    private readonly deliver: (packet: Buffer) => void,
  ) {}

  enter(packet: Buffer): void {
    const { path, random, waiting } = this;
    const nowMs = performance.now();
    if (random.chance(path.lossRate) || this.freeMs - nowMs > mostQueuedMs) return;
    this.freeMs = Math.max(this.freeMs, nowMs) + (packet.length * 8) / (path.bandwidthMbps * 1000);
    const delayMs = path.roundTripMs / 2 + random.exponential(path.jitterMs / 2);
    this.lastMs = Math.max(this.lastMs, this.freeMs + delayMs);
    // Timers count in milliseconds: what is due within half of one goes at once.
    if (waiting.length === 0 && this.lastMs < nowMs + 0.5) {
      this.deliver(packet);
      return;
    }
    waiting.push({ atMs: this.lastMs, packet });
    this.wind(nowMs);
  }

  private wind(nowMs: number): void {
    if (this.timer !== null || this.waiting.length === 0) return;
    this.timer = setTimeout(() => this.release(), Math.max(1, this.waiting[0].atMs - nowMs));
  }

  private release(): void {
    this.timer = null;
    const nowMs = performance.now();
    const due = this.waiting.findIndex(({ atMs }) => atMs >= nowMs + 0.5);
    for (const { packet } of this.waiting.splice(0, due < 0 ? this.waiting.length : due)) this.deliver(packet);
    this.wind(nowMs);
  }
}
