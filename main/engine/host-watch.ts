/** Tells a window about this computer while it looks. */
import type { HostActivity, HostReport } from '../../shared/host';
import type { LocalProgram } from '../host/connection-owner';
import type { HostMonitor } from '../host/host-monitor';

const everyMs = 2000;

export interface HostWatchOptions {
  readonly host: HostMonitor;
  /** The programs and the activity of the connections that are flagged now. */
  readonly describeFlagged: () => { programs: LocalProgram[]; activity: HostActivity[] };
  readonly onChanged: (report: HostReport) => void;
}

export class HostWatch {
  private timer: NodeJS.Timeout | null = null;
  private letGo: (() => void) | null = null;

  constructor(private readonly options: HostWatchOptions) {}

  setOn(isOn: boolean): void {
    if (isOn === (this.timer !== null)) return;
    if (this.timer !== null) clearInterval(this.timer);
    this.letGo?.();
    this.letGo = isOn ? this.options.host.hold() : null;
    this.timer = isOn ? setInterval(() => this.options.onChanged(this.report()), everyMs) : null;
  }

  report(): HostReport {
    const { programs, activity } = this.options.describeFlagged();
    return this.options.host.report(programs, activity);
  }
}
