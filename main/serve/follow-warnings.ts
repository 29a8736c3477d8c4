/** Warnings of sessions for the terminal. */
import type { ContractHost } from '../engine/contract-host';

/** Reports each warning of a session once, with the source that it is about, until the returned function is called. */
export function followWarnings(host: ContractHost, report: (text: string, source: string | null) => void): () => void {
  const told = new Set<string>();
  const client = host.connect((event) => {
    if (event.name !== 'delta') return;
    const { session, isReset } = event.payload;
    if (isReset) told.clear();
    // The count of packets that are not seen grows until the pause is over.
    if (session.state === 'paused') return;
    for (const { text } of session.warnings) {
      if (!told.has(text)) report(text, session.source?.label ?? null);
      told.add(text);
    }
  });
  return client.close;
}
