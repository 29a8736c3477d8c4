import { useSyncExternalStore } from 'react';

/** The sections of the window. */
export type Section = 'connections' | 'files' | 'computer';

/** The section that the address names after its `#`, so that a reload comes back to it. */
export function useSection(): Section {
  return useSyncExternalStore(subscribe, readSection, readSection);
}

function readSection(): Section {
  const name = location.hash.slice(1);
  return name === 'files' || name === 'computer' ? name : 'connections';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
