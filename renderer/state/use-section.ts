import { useSyncExternalStore } from 'react';

/** The sections of the window. */
export type Section = 'connections' | 'devices' | 'files' | 'computer';

const others = ['devices', 'files', 'computer'] as const;

/** The section that the address names after its `#`, so that a reload comes back to it. */
export function useSection(): Section {
  return useSyncExternalStore(subscribe, readSection, readSection);
}

function readSection(): Section {
  const name = location.hash.slice(1);
  return others.find((other) => other === name) ?? 'connections';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
