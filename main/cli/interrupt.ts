/** Ctrl-C, the polite kill and a terminal that closes: the first asks to finish, the second ends the program at once. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A signal that aborts on SIGINT, SIGTERM or SIGHUP, or when somebody else aborts the controller. */
export function abortOnInterrupt(controller: AbortController = new AbortController()): AbortSignal {
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  return controller.signal;
}

/** Lets signals in that came while the program computed. The first turn of the event loop may end without a look at them. */
export async function letSignalsIn(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
