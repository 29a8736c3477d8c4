/** Ctrl-C and the polite kill: the first asks the command to finish, the second ends it at once. */

/** A signal that aborts on SIGINT or SIGTERM. */
export function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  let count = 0;
  const stop = (): void => {
    if (++count > 1) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
