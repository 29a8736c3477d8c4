import type { Access } from '../../shared/contract';

/** While capture is not permitted, permission is looked for again this often. */
const recheckMs = 3000;

/** Looks again whether capturing is permitted, as long as somebody waits for it, and tells when that changes. */
export class AccessWatch {
  private timer: NodeJS.Timeout | null = null;
  private known: string | null = null;

  constructor(
    private readonly checkAccess: () => Promise<Access>,
    private readonly onChanged: (access: Access) => void,
  ) {}

  /** The access now. */
  async check(): Promise<Access> {
    const access = await this.checkAccess();
    const text = JSON.stringify(access);
    const hasChanged = this.known !== null && this.known !== text;
    this.known = text;
    if (hasChanged) this.onChanged(access);
    return access;
  }

  setOn(isOn: boolean): void {
    if (isOn && this.timer === null) this.plan();
    if (isOn || this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
  }

  private plan(): void {
    const timer = setTimeout(() => void this.lookAgain(timer), recheckMs);
    this.timer = timer;
  }

  private async lookAgain(timer: NodeJS.Timeout): Promise<void> {
    await this.check().catch(() => undefined);
    if (this.timer === timer) this.plan();
  }
}
