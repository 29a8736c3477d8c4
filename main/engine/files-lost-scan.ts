/** What is left of a scan whose engine has crashed: the rows that were told, and that it has stopped. */
import type { Failure } from '../../shared/connection';
import { applyScanChange, noScan, type FollowedScan } from '../../shared/apply-scan-change';
import type { ScanChange, ScanSnapshot } from '../../shared/file-scan';

/** Follows the scans of an engine that may end at any time. */
export class LostScan {
  private followed: FollowedScan = noScan;
  private isLost = false;

  follow(change: ScanChange): void {
    if (change.isReset) this.isLost = false;
    this.followed = applyScanChange(this.followed, change);
  }

  /** To be called when the engine has ended; what windows are to be told, or null where nothing was scanned. */
  lose(): ScanChange | null {
    const { scan } = this.followed;
    if (scan.state === 'idle') return null;
    this.isLost = true;
    if (scan.state !== 'running') return null;
    const change: ScanChange = {
      scan: { ...scan, state: 'failed', summary: { ...scan.summary, isPartial: true }, failure: engineEnded },
      added: [],
      removed: [],
      isReset: false,
    };
    this.followed = applyScanChange(this.followed, change);
    return change;
  }

  /** The lost scan, until another one begins; null where the engine itself knows. */
  snapshot(): ScanSnapshot | null {
    return this.isLost ? { scan: this.followed.scan, rows: [...this.followed.rows.values()] } : null;
  }
}

const engineEnded: Failure = {
  kind: 'engine-down',
  message: 'The engine stopped, and the scan with it.',
  remedy: 'What it had found stays. Scan again to go on.',
  about: { deed: 'scan' },
};
