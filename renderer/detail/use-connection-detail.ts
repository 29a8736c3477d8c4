import { useEffect, useRef, useState } from 'react';
import type { ConnectionDetail, ConnectionRow, KanariaBridge } from '../../shared/contract';

/** The least time between two requests for the same connection. */
const refreshMs = 1000;

const nothingKnown = { detail: null, isGone: false };

export interface ConnectionDetailState {
  readonly detail: ConnectionDetail | null;
  /** The engine has forgotten the connection; `detail` is the last that was known. */
  readonly isGone: boolean;
}

/** Keeps the details of one connection fresh: asks again when its row changed, at most once a second. */
export function useConnectionDetail(
  bridge: KanariaBridge,
  key: string,
  row: ConnectionRow | undefined,
): ConnectionDetailState {
  const [state, setState] = useState<ConnectionDetailState>(nothingKnown);
  const asked = useRef({ key: '', atMs: 0 });

  useEffect(() => {
    const waitMs = asked.current.key === key ? Math.max(0, asked.current.atMs + refreshMs - performance.now()) : 0;
    const timer = setTimeout(() => {
      asked.current = { key, atMs: performance.now() };
      void bridge.request('connection.getDetail', { key }).then((reply) => {
        // A newer row must not discard an answer on its way, only another connection may.
        if (asked.current.key !== key) return;
        if (reply.kind === 'ok') setState({ detail: reply.value, isGone: false });
        else if (reply.failure.kind === 'not-found') {
          setState((previous) => ({ detail: previous.detail?.key === key ? previous.detail : null, isGone: true }));
        }
      });
    }, waitMs);
    return () => clearTimeout(timer);
  }, [bridge, key, row]);

  const isOfAnother = state.detail !== null && state.detail.key !== key;
  return isOfAnother ? nothingKnown : state;
}
