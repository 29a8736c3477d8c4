import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { Icon } from '../controls/icon';
import { useWindow } from '../state/window-context';

interface FileCardProps {
  readonly isBusy: boolean;
  readonly onOpen: (path: string) => void;
}

/** Opens a capture: with the system's dialog where there is one, else by its path on the serving machine. */
export function FileCard({ isBusy, onOpen }: FileCardProps): ReactElement {
  const { store, messages } = useWindow();
  const { start } = messages;
  const [path, setPath] = useState('');
  const [hasDialog, setHasDialog] = useState(window.kanaria !== undefined);
  const canDrop = window.kanariaPathOfFile !== undefined;
  const id = useId();

  async function pick(): Promise<void> {
    const reply = await store.bridge.request('file.pick', {});
    if (reply.kind === 'failed') return store.report(reply.failure);
    if (!reply.value.isSupported) return setHasDialog(false);
    if (reply.value.path !== null) onOpen(reply.value.path);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (path.trim() !== '') onOpen(path.trim());
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
        <form className="file-form" onSubmit={submit}>
          <label htmlFor={`${id}-path`}>{start.filePath}</label>
          <div className="file-row">
            <input
              id={`${id}-path`}
              className="input is-code"
              type="text"
              spellCheck={false}
              autoComplete="off"
              placeholder="/home/me/office.pcapng"
              value={path}
              onChange={(event) => setPath(event.target.value)}
            />
            <button type="submit" className="button" disabled={isBusy || path.trim() === ''}>
              {start.fileOpen}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
