import { useEffect, useState } from 'react';
import type { KanariaBridge } from '../../shared/contract';
import type { FileDetail } from '../../shared/file-scan';

export interface FileDetailState {
  readonly detail: FileDetail | null;
  /** The engine does not keep the file any more. */
  readonly isGone: boolean;
}

/** Asks for all that is known of a scanned file; a file does not change within a scan. */
export function useFileDetail(bridge: KanariaBridge, key: string): FileDetailState {
  const [state, setState] = useState<FileDetailState & { key: string }>({ key, detail: null, isGone: false });

  useEffect(() => {
    let isCurrent = true;
    void bridge.request('files.getFile', { key }).then((reply) => {
      if (!isCurrent) return;
      const detail = reply.kind === 'ok' ? reply.value : null;
      setState({ key, detail, isGone: detail === null });
    });
    return () => {
      isCurrent = false;
    };
  }, [bridge, key]);

  return state.key === key ? state : { detail: null, isGone: false };
}
