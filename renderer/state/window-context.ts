import { createContext, useContext } from 'react';
import type { Format } from '../../shared/format';
import type { Messages } from '../../shared/messages';
import type { WindowStore } from './window-store';

/** What every part of the window may use. */
export interface WindowContextValue {
  readonly store: WindowStore;
  readonly messages: Messages;
  readonly format: Format;
}

export const WindowContext = createContext<WindowContextValue | null>(null);

/** The store, the sentences and the formats of this window. */
export function useWindow(): WindowContextValue {
  const value = useContext(WindowContext);
  if (value === null) throw new Error('useWindow needs a WindowContext above it');
  return value;
}
