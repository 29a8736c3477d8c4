import { useId, useState, type ReactElement } from 'react';
import { Icon } from '../controls/icon';
import { PathForm } from '../controls/path-form';
import { useWindow } from '../state/window-context';

interface FileCardProps {
  readonly isBusy: boolean;
  readonly onOpen: (path: string) => void;
}

/** Opens a capture: with the system's dialog where there is one, else by its path on the serving machine. */
export function FileCard({ isBusy, onOpen }: FileCardProps): ReactElement {
  const { store, messages } = useWindow();
  const { start } = messages;
  const [hasDialog, setHasDialog] = useState(window.kanaria !== undefined);
  const canDrop = window.kanariaPathOfFile !== undefined;
  const id = useId();

  async function pick(): Promise<void> {
    const reply = await store.bridge.request('file.pick', {});
    if (reply.kind === 'failed') return store.report(reply.failure);
    if (!reply.value.isSupported) return setHasDialog(false);
    if (reply.value.path !== null) onOpen(reply.value.path);
  }

  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{start.file}</h2>
      <p className="hint">{canDrop ? start.fileDropHint : start.fileHint}</p>
      {hasDialog ? (
        <button type="button" className="button" disabled={isBusy} onClick={() => void pick()}>
          <Icon name="file" />
          {start.filePick}
        </button>
      ) : (
        <PathForm
          label={start.filePath}
          action={start.fileOpen}
          example="/home/me/office.pcapng"
          isBusy={isBusy}
          onSubmit={onOpen}
        />
      )}
    </section>
  );
}
