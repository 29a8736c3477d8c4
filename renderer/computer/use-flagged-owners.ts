import { useEffect, useState } from 'react';
import type { KanariaBridge } from '../../shared/contract';
import type { HostActivity } from '../../shared/host';

/** Verdicts by the process that owns the connection. */
export type FlaggedOwners = ReadonlyMap<number, HostActivity['verdict']>;

const nobody: FlaggedOwners = new Map();
/** An owner that was not known is asked for again after this time. */
const askAgainMs = 5000;

/** The processes that own the flagged connections: names alone would also mark their namesakes. */
export function useFlaggedOwners(bridge: KanariaBridge, activity: readonly HostActivity[]): FlaggedOwners {
  const [owners, setOwners] = useState<FlaggedOwners>(nobody);
  const asked = JSON.stringify(activity.map(({ key, verdict }) => [key, verdict]));

  useEffect(() => {
    const flagged = JSON.parse(asked) as [key: string, verdict: HostActivity['verdict']][];
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask(): Promise<void> {
      const found = new Map<number, HostActivity['verdict']>();
      let isComplete = true;
      for (const [key, verdict] of flagged) {
        const reply = await bridge.request('connection.getDetail', { key });
        if (reply.kind === 'failed') continue;
        const { owner } = reply.value;
        if (owner.kind === 'unknown') isComplete &&= owner.reason !== 'looking';
        else if (found.get(owner.process.pid) !== 'mining') found.set(owner.process.pid, verdict);
      }
      if (isOver) return;
      setOwners(found);
      if (!isComplete) timer = setTimeout(() => void ask(), askAgainMs);
    }
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [bridge, asked]);

  return owners;
}
