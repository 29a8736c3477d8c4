import { useId, useState, type FormEvent, type ReactElement } from 'react';

interface PathFormProps {
  readonly label: string;
  /** What the button says. */
  readonly action: string;
  readonly example: string;
  readonly hint?: string;
  /** The one thing to do on its screen. */
  readonly isPrimary?: boolean;
  readonly isBusy: boolean;
  readonly onSubmit: (path: string) => void;
}

/** A path on the engine's machine, where no dialog and no drop tells one. */
export function PathForm(props: PathFormProps): ReactElement {
  const { label, action, example, hint, isPrimary = false, isBusy, onSubmit } = props;
  const [path, setPath] = useState('');
  const id = useId();

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (path.trim() !== '') onSubmit(path.trim());
  }

  return (
    <form className="file-form" onSubmit={submit}>
      <label htmlFor={`${id}-path`}>{label}</label>
      <div className="file-row">
        <input
          id={`${id}-path`}
          className="input is-code"
          type="text"
          spellCheck={false}
          autoComplete="off"
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          placeholder={example}
          value={path}
          onChange={(event) => setPath(event.target.value)}
        />
        <button
          type="submit"
          className={`button${isPrimary ? ' is-primary' : ''}`}
          disabled={isBusy || path.trim() === ''}
        >
          {action}
        </button>
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </form>
  );
}
