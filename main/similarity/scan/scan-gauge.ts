/** Figures that threads share without messages: how many bytes each has read, and whether to stop. */
export class ScanGauge {
  private readonly figures: BigInt64Array;

  /** `memory` of another thread's gauge makes this one show the same. */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(8 * (1 + maxLanes))) {
    this.figures = new BigInt64Array(memory);
  }

  /** Bytes read by all lanes. */
  get bytes(): number {
    let sum = 0;
    for (let lane = 0; lane < maxLanes; lane++) sum += Number(Atomics.load(this.figures, 1 + lane));
    return sum;
  }

  /** Counts bytes that a lane, from 0, has read. */
  add(lane: number, bytes: number): void {
    Atomics.add(this.figures, 1 + lane, BigInt(bytes));
  }

  get isStopped(): boolean {
    return Atomics.load(this.figures, 0) !== 0n;
  }

  stop(): void {
    Atomics.store(this.figures, 0, 1n);
  }
}

/** More threads than this only wait for the disk. */
export const maxLanes = 64;
