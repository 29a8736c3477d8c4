/** Does `action` again and again for as long as the process runs, with a delay drawn anew each time. */
export function repeat(delayMs: () => number, action: () => void): void {
  setTimeout(
    () => {
      action();
      repeat(delayMs, action);
    },
    Math.min(delayMs(), 2 ** 31 - 1),
  );
}
