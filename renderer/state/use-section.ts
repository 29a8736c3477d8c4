import { useSyncExternalStore } from 'react';

/** The two sections of the window. */
export type Section = 'connections' | 'files';

/** The section that the address names after its `#`, so that a reload comes back to it. */
export function useSection(): Section {
  return useSyncExternalStore(subscribe, readSection, readSection);
}

function readSection(): Section {
  return location.hash === '#files' ? 'files' : 'connections';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
