/** Verdicts for the terminal, one line per flagged connection. */
import type { Verdict } from '../../shared/connection';
import type { ConnectionDetail, ConnectionRow, Delta, Reply } from '../../shared/contract';
import type { ContractHost } from '../engine/contract-host';

/** What one line says. */
export interface VerdictLine {
  readonly row: ConnectionRow;
  /** The weightiest reason, one sentence. */
  readonly reason: string;
}

/** Reports each connection once when it becomes suspicious and once when it becomes `mining`, until the returned function is called. */
export function followVerdicts(host: ContractHost, report: (line: VerdictLine) => void): () => void {
  const told = new Map<string, Verdict>();
  const client = host.connect((event) => {
    if (event.name === 'delta') void tell(event.payload);
  });

  async function tell(delta: Delta): Promise<void> {
    if (delta.isReset) told.clear();
    const news = delta.changed.filter(isNews);
    for (const row of news) told.set(row.key, row.verdict);
    for (const row of news) report({ row, reason: await findReason(row.key) });
  }

  function isNews(row: ConnectionRow): boolean {
    if (row.verdict === 'mining') return told.get(row.key) !== 'mining';
    return row.verdict === 'suspicious' && !told.has(row.key);
  }

  async function findReason(key: string): Promise<string> {
    const reply = (await client.handle('connection.getDetail', { key })) as Reply<ConnectionDetail>;
    if (reply.kind === 'failed') return '';
    const reasons = reply.value.evidence.filter((evidence) => evidence.towards === 'mining');
    return reasons.sort((a, b) => b.weight - a.weight)[0]?.text ?? '';
  }

  return client.close;
}
