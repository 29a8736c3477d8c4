import type { ReactElement, RefObject } from 'react';
import { useWindow } from '../state/window-context';
import { Icon } from './icon';

interface SearchBoxProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** Words to filter a table by; the key / leads here. */
export function SearchBox({ label, text, onText, inputRef }: SearchBoxProps): ReactElement {
  const { messages } = useWindow();
  return (
    <div className="search-box">
      <Icon name="search" />
      <input
        ref={inputRef}
        type="search"
        className="input"
        spellCheck={false}
        autoComplete="off"
        aria-label={label}
        aria-keyshortcuts="/"
        title={messages.table.filterShortcut}
        placeholder={label}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}
