import { useSyncExternalStore } from 'react';

/** A value that never changes in place, and the listeners that hear when another takes its place. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Reads one part of a store; the component renders again only when that part is another value. */
export function useStore<T, P>(store: Store<T>, select: (value: T) => P): P {
  const read = (): P => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}
