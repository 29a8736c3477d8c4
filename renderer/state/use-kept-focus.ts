import { useEffect } from 'react';

const focusable = ':is(button, input, select, textarea):enabled, a[href], summary, [tabindex="0"]';

/** When the control in use is removed, the first one left near it takes the focus, which would else fall to the page. */
export function useKeptFocus(): void {
  useEffect(() => {
    /** The control that was focused last and what it lay in, innermost first. */
    let focused: Element[] = [];

    function remember(event: FocusEvent): void {
      focused = [];
      for (let part = event.target as Element | null; part !== null; part = part.parentElement) focused.push(part);
    }

    /** A press elsewhere gives the focus up on purpose. */
    function forget(event: PointerEvent): void {
      if (!focused[0]?.contains(event.target as Node)) focused = [];
    }

    const observer = new MutationObserver(() => {
      if (focused.length === 0 || focused[0].isConnected || document.activeElement !== document.body) return;
      findNear(focused)?.focus();
    });

    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget);
    };
  }, []);
}

function findNear(parts: readonly Element[]): HTMLElement | undefined {
  for (const part of parts) {
    if (!part.isConnected) continue;
    const shown = [...part.querySelectorAll<HTMLElement>(focusable)].find((control) => control.checkVisibility());
    if (shown !== undefined) return shown;
  }
  return undefined;
}
