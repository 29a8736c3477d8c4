/** Asks now and again `pauseMs` after each answer, until the returned function is called; the signal tells a late answer so. */
export function keepAsking(ask: (signal: AbortSignal) => Promise<void>, pauseMs: number): () => void {
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function askNext(): Promise<void> {
    await ask(over.signal);
    if (!over.signal.aborted) timer = setTimeout(() => void askNext(), pauseMs);
  }

  void askNext();
  return () => {
    over.abort();
    clearTimeout(timer);
  };
}
