import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { useWindow } from '../state/window-context';

interface PathFormProps {
  readonly isBusy: boolean;
  readonly onScan: (path: string) => void;
}

/** A path on the engine's machine, where no dialog and no drop tells one. */
export function PathForm({ isBusy, onScan }: PathFormProps): ReactElement {
  const { files } = useWindow().messages;
  const [path, setPath] = useState('');
  const id = useId();

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (path.trim() !== '') onScan(path.trim());
  }

  return (
    <form className="file-form" onSubmit={submit}>
      <label htmlFor={`${id}-path`}>{files.path}</label>
      <div className="file-row">
        <input
          id={`${id}-path`}
          className="input is-code"
          type="text"
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          placeholder="/home/me/Downloads"
          value={path}
          onChange={(event) => setPath(event.target.value)}
        />
        <button type="submit" className="button is-primary" disabled={isBusy || path.trim() === ''}>
          {files.scan}
        </button>
      </div>
      <p id={`${id}-hint`} className="hint">
        {files.pathHint}
      </p>
    </form>
  );
}
