/** How fast a scan goes and how long it will take. */
import type { ScanProgress } from './scan-session';

/** What opening and judging a file costs, in bytes read meanwhile: many small files are slower than one large. */
const bytesPerFile = 50_000;
/** Before this, a speed says little. */
const patienceMs = 1000;
/** Time in which the shown rate follows a change. */
const smoothingMs = 3000;

/** Feed it the state of the scan now and then; times in milliseconds of any clock that only goes forward. */
export class ScanSpeed {
  private bytesPerMs: number | null = null;
  private last = { nowMs: 0, bytes: 0 };

  constructor(private readonly beginMs: number) {
    this.last.nowMs = beginMs;
  }

  /** `filesInAll` and `bytesInAll` are null while the listing goes on. */
  measure(
    nowMs: number,
    state: Pick<ScanProgress, 'files' | 'filesInAll' | 'bytes' | 'bytesInAll'>,
  ): Pick<ScanProgress, 'bytesPerSecond' | 'remainingMs'> {
    const passedMs = nowMs - this.last.nowMs;
    if (passedMs > 0) {
      const newest = (state.bytes - this.last.bytes) / passedMs;
      const weight = 1 - Math.exp(-passedMs / smoothingMs);
      this.bytesPerMs = this.bytesPerMs === null ? newest : this.bytesPerMs + weight * (newest - this.bytesPerMs);
      this.last = { nowMs, bytes: state.bytes };
    }
    const bytesPerSecond = this.bytesPerMs === null ? null : this.bytesPerMs * 1000;
    const { filesInAll, bytesInAll } = state;
    const elapsedMs = nowMs - this.beginMs;
    const done = state.bytes + state.files * bytesPerFile;
    if (filesInAll === null || bytesInAll === null || elapsedMs < patienceMs || done === 0) {
      return { bytesPerSecond, remainingMs: null };
    }
    const left = Math.max(0, bytesInAll + filesInAll * bytesPerFile - done);
    return { bytesPerSecond, remainingMs: (elapsedMs * left) / done };
  }
}
