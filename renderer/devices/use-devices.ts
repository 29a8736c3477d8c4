import { useEffect, useState } from 'react';
import type { DeviceList } from '../../shared/device';
import { keepAsking } from '../state/keep-asking';
import { useStore } from '../state/store';
import type { WindowStore } from '../state/window-store';

/** How often the devices are asked for while they are shown. */
const everyMs = 2000;

/** The devices of the session while the caller is shown; null until the first answer. Hidden sections ask for nothing. */
export function useDevices(store: WindowStore): DeviceList | null {
  const { bridge } = store;
  const isEngineUp = useStore(store.host, (host) => host.engine.state === 'running');
  const [list, setList] = useState<DeviceList | null>(null);

  useEffect(() => {
    if (!isEngineUp) return;
    return keepAsking(async (signal) => {
      const reply = await bridge.request('devices.list', {});
      if (signal.aborted) return;
      if (reply.kind === 'ok') setList(reply.value);
      else store.report(reply.failure);
    }, everyMs);
  }, [store, bridge, isEngineUp]);

  return list;
}
