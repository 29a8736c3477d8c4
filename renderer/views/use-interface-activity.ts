import { useEffect, useState } from 'react';
import type { KanariaBridge } from '../../shared/contract';

/** Seconds that the picker's lines go back. */
export const activitySeconds = 40;

/** Packets a second per interface, oldest first. Counting is on only while the caller is on screen. */
export function useInterfaceActivity(bridge: KanariaBridge): ReadonlyMap<string, readonly number[]> {
  const [activity, setActivity] = useState<ReadonlyMap<string, readonly number[]>>(new Map());

  useEffect(() => {
    const unsubscribe = bridge.on('interfaceActivity', ({ packetsPerSecond }) => {
      setActivity((previous) => {
        const next = new Map<string, readonly number[]>();
        for (const [name, value] of Object.entries(packetsPerSecond)) {
          next.set(name, [...(previous.get(name) ?? []), value].slice(-activitySeconds));
        }
        return next;
      });
    });
    void bridge.request('interfaces.watchActivity', { isOn: true });
    return () => {
      unsubscribe();
      void bridge.request('interfaces.watchActivity', { isOn: false });
    };
  }, [bridge]);

  return activity;
}
