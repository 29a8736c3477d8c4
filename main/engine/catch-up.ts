/** What a window that has not read for a while is told instead of everything it has missed. */
import type { Reply, Snapshot } from '../../shared/contract';
import type { ScanSnapshot } from '../../shared/file-scan';
import type { ContractClient } from './contract-host';
import type { EngineEvent } from './engine-endpoint';

/** Whether the event may be left out, because a later snapshot says it too. */
export function isCoveredBySnapshots({ name }: EngineEvent): boolean {
  return name === 'delta' || name === 'scanChanged';
}

/** Sends all rows of the connections and of the files anew, each as soon as it is known. */
export async function sendSnapshots(client: ContractClient, send: (event: EngineEvent) => void): Promise<void> {
  const connections = (await client.handle('session.getSnapshot', {})) as Reply<Snapshot>;
  if (connections.kind === 'ok') {
    const { session, rows } = connections.value;
    send({ name: 'delta', payload: { session, changed: rows, removed: [], isReset: true } });
  }
  const files = (await client.handle('files.getScan', {})) as Reply<ScanSnapshot>;
  if (files.kind === 'ok') {
    const { scan, rows } = files.value;
    send({ name: 'scanChanged', payload: { scan, added: rows, removed: [], isReset: true } });
  }
}
