/** What will happen when, inside one simulated conversation: a heap of actions over simulated milliseconds. */
export class Agenda {
  /** Milliseconds since the conversation began. */
  now = 0;
  private readonly times: number[] = [];
  private readonly actions: (() => void)[] = [];

  /** Actions from `endMs` on never happen. */
  constructor(readonly endMs: number) {}

  after(delayMs: number, action: () => void): void {
    this.at(this.now + Math.max(0, delayMs), action);
  }

  at(timeMs: number, action: () => void): void {
    if (!(timeMs < this.endMs)) return;
    const { times, actions } = this;
    let hole = times.length;
    times.push(timeMs);
    actions.push(action);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (times[parent] <= timeMs) break;
      times[hole] = times[parent];
      actions[hole] = actions[parent];
      hole = parent;
    }
    times[hole] = timeMs;
    actions[hole] = action;
  }

  /** Repeats `action` with a delay drawn anew each time, until the end or until it returns false. */
  every(delayMs: () => number, action: () => boolean | void): void {
    this.after(delayMs(), () => {
      if (action() !== false) this.every(delayMs, action);
    });
  }

  run(): void {
    while (this.times.length > 0) {
      this.now = this.times[0];
      const action = this.actions[0];
      this.removeFirst();
      action();
    }
  }

  private removeFirst(): void {
    const { times, actions } = this;
    const time = times.pop() ?? 0;
    const action = actions.pop();
    const length = times.length;
    if (length === 0 || action === undefined) return;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= length) break;
      if (child + 1 < length && times[child + 1] < times[child]) child++;
      if (times[child] >= time) break;
      times[hole] = times[child];
      actions[hole] = actions[child];
      hole = child;
    }
    times[hole] = time;
    actions[hole] = action;
  }
}
