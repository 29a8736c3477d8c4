import { useEffect, useState } from 'react';
import type { KanariaBridge } from '../../shared/contract';
import type { Failure } from '../../shared/connection';
import type { ClusterDetail, ClusterList } from '../../shared/file-scan';

/** The clusters that files are compared with; null until they are known. */
export function useClusterList(bridge: KanariaBridge): ClusterList | null {
  const [list, setList] = useState<ClusterList | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void bridge.request('clusters.list', {}).then((reply) => {
      if (isCurrent && reply.kind === 'ok') setList(reply.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [bridge]);
  return list;
}

export interface ClusterState {
  /** The last one that was known while another is fetched; null before the first. */
  readonly cluster: ClusterDetail | null;
  readonly failure: Failure | null;
}

/** One cluster laid open, with the place of the file that has this digest. */
export function useCluster(bridge: KanariaBridge, id: string, tlsh: string | null): ClusterState {
  const [state, setState] = useState<ClusterState>({ cluster: null, failure: null });
  useEffect(() => {
    let isCurrent = true;
    void bridge.request('clusters.get', { id, tlsh }).then((reply) => {
      if (!isCurrent) return;
      setState(
        reply.kind === 'ok' ? { cluster: reply.value, failure: null } : { cluster: null, failure: reply.failure },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [bridge, id, tlsh]);
  return state;
}
