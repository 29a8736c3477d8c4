import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** Which row is selected and which has its panel open, with the refs that the keyboard needs. */
export interface OpenRow {
  readonly selectedKey: string | null;
  /** The row whose panel is open, or null. */
  readonly openKey: string | null;
  /** Counts the times the keyboard opened the panel; each takes the focus into it. */
  readonly focusCount: number;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly filterRef: RefObject<HTMLInputElement | null>;
  readonly select: (key: string) => void;
  readonly open: (key: string) => void;
  readonly openByKeyboard: (key: string) => void;
  readonly close: () => void;
}

/** A grid with a panel beside it: `/` goes to the filter, Esc closes the panel and gives the focus back to the grid. */
export function useOpenRow(): OpenRow {
  const [selectedKey, select] = useState<string | null>(null);
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const [focusCount, setFocusCount] = useState(0);
  const gridRef = useRef<HTMLDivElement>(null);
  const filterRef = useRef<HTMLInputElement>(null);
  const shouldFocusGrid = useRef(false);

  const open = useCallback((key: string) => {
    select(key);
    setIsPanelOpen(true);
  }, []);
  const openByKeyboard = useCallback(
    (key: string) => {
      open(key);
      setFocusCount((count) => count + 1);
    },
    [open],
  );
  const close = useCallback(() => {
    setIsPanelOpen(false);
    setFocusCount(0);
    shouldFocusGrid.current = true;
  }, []);

  useEffect(() => {
    // On narrow windows the grid is hidden until the panel is gone, and can take the focus only then.
    if (isPanelOpen || !shouldFocusGrid.current) return;
    shouldFocusGrid.current = false;
    gridRef.current?.focus();
  }, [isPanelOpen]);

  useEffect(() => {
    function handleKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        filterRef.current?.focus();
      } else if (event.key === 'Escape' && isPanelOpen && !isTyping) {
        close();
      }
    }
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, [isPanelOpen, close]);

  const openKey = isPanelOpen ? selectedKey : null;
  return { selectedKey, openKey, focusCount, gridRef, filterRef, select, open, openByKeyboard, close };
}
