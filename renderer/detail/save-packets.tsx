import { useState, type ReactElement } from 'react';
import type { ConnectionDetail } from '../../shared/contract';
import { Icon } from '../controls/icon';
import { useWindow } from '../state/window-context';

/** Saves what is kept of one connection as a capture file. */
export function SavePackets({ detail }: { detail: ConnectionDetail }): ReactElement {
  const { store, messages, format } = useWindow();
  const text = messages.detail;
  const [isSaving, setIsSaving] = useState(false);
  const [result, setResult] = useState('');
  const hasPackets = detail.packetsKept > 0;

  async function save(): Promise<void> {
    setIsSaving(true);
    const reply = await store.bridge.request('connection.savePackets', { key: detail.key });
    setIsSaving(false);
    if (reply.kind === 'failed') {
      setResult('');
      store.report(reply.failure);
    } else {
      const { path, packets } = reply.value;
      setResult(path === null ? text.saveCancelled : text.saved(packets, format.count(packets), path));
    }
  }

  return (
    <div className="save-packets">
      <button
        type="button"
        className="button"
        disabled={!hasPackets || isSaving}
        title={hasPackets ? undefined : text.saveNothing}
        onClick={() => void save()}
      >
        <Icon name="download" />
        {isSaving ? text.saving : text.save}
      </button>
      <span className="hint" role="status">
        {hasPackets ? result : text.saveNothing}
      </span>
    </div>
  );
}
