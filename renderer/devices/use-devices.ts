import { useEffect, useState } from 'react';
import type { DeviceList } from '../../shared/device';
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
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askNext = async (): Promise<void> => {
      const reply = await bridge.request('devices.list', {});
      if (isOver) return;
      if (reply.kind === 'ok') setList(reply.value);
      else store.report(reply.failure);
      timer = setTimeout(() => void askNext(), everyMs);
    };
    void askNext();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [store, bridge, isEngineUp]);

  return list;
}
