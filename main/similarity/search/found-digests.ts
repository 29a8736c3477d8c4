/** A digest that was found: its position among the digests of the index, and its distance. */
export interface FoundDigest {
  readonly at: number;
  readonly distance: number;
}

/** Collects the nearest, at least 1, of what it is offered, ties by position; `limit` shrinks as better ones come. */
export class FoundDigests {
  private readonly found: FoundDigest[] = [];

  constructor(
    /** What is farther need not be offered. */
    public limit: number,
    private readonly count: number,
  ) {}

  offer(at: number, distance: number): void {
    if (distance > this.limit) return;
    const { found, count } = this;
    found.push({ at, distance });
    // Sorting again at twice the wanted number costs little for each that is offered, however many are wanted.
    if (found.length === count || found.length === 2 * count) this.settle();
  }

  /** Nearest first. */
  nearest(): FoundDigest[] {
    this.settle();
    return this.found;
  }

  private settle(): void {
    this.found.sort((one, other) => one.distance - other.distance || one.at - other.at);
    if (this.found.length < this.count) return;
    this.found.length = this.count;
    this.limit = this.found[this.count - 1].distance;
  }
}
