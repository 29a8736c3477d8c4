/** How often the kernel's tables of sockets may be read, which cost the more the more sockets there are. */

/** Tables that are read so often hold every connection of a second, however late it is asked about. */
const closeApartMs = 950;
/** This share of a core may be spent for good. What was not spent is saved up, so that busy minutes are followed closely. */
const share = 0.008;
const mostSavedMs = 3000;
/** Where reading costs very much, it is still done this often. */
const mostApartMs = 10_000;

export class ReadBudget {
  private savedMs = mostSavedMs;
  private lastMs: number | null = null;

  /** Counts a reading that cost this processor time, and tells how long to wait from its begin to the next, milliseconds. */
  spend(atMs: number, costMs: number): number {
    const passedMs = this.lastMs === null ? 0 : atMs - this.lastMs;
    this.lastMs = atMs;
    this.savedMs = Math.min(mostSavedMs, this.savedMs + passedMs * share) - costMs;
    const apartMs = costMs / share;
    if (this.savedMs > 0) return Math.min(closeApartMs, apartMs);
    this.savedMs = 0;
    return Math.min(mostApartMs, apartMs);
  }
}
