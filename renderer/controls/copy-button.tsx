import { useEffect, useState, type ReactElement } from 'react';
import { useWindow } from '../state/window-context';
import { Icon } from './icon';

/** Copies a text and says so for two seconds. `label` is read by screen readers instead of the short word. */
export function CopyButton({ text, label }: { text: string; label?: string }): ReactElement {
  const { messages } = useWindow();
  const [isCopied, setIsCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);

  return (
    <button
      type="button"
      className="button is-small"
      onClick={() => void copyText(text).then(setIsCopied)}
      aria-label={label}
    >
      <Icon name={isCopied ? 'check' : 'copy'} />
      <span aria-live="polite">{isCopied ? messages.actions.copied : messages.actions.copy}</span>
    </button>
  );
}

/** The asynchronous clipboard needs a permission that Kanaria's window denies, so the selection is the way that is left. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  const focused = document.activeElement;
  const host = focused?.closest('dialog') ?? document.body;
  host.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
