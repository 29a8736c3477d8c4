/** What power sensors of a machine tell. */
import type { PowerReport } from '../../../shared/host';

/** Reads every power source that there is. */
export interface PowerMeter {
  /** Takes one reading; to be called about once a second. Never rejects. */
  sample(): Promise<void>;
  /** As of the last reading. */
  report(): PowerReport;
  dispose(): void;
}
