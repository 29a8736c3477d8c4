import { useEffect, useState } from 'react';
import type { HostReport } from '../../shared/host';
import { useStore } from '../state/store';
import type { WindowStore } from '../state/window-store';

/** The newest report of this computer while the caller is shown; null until the first. Hidden sections ask for nothing. */
export function useHostReport(store: WindowStore): HostReport | null {
  const { bridge } = store;
  const isEngineUp = useStore(store.host, (host) => host.engine.state === 'running');
  const [report, setReport] = useState<HostReport | null>(null);

  useEffect(() => {
    if (!isEngineUp) return;
    let isOver = false;
    const take = (next: HostReport): void =>
      setReport((known) => (known !== null && known.at > next.at ? known : next));
    const stopListening = bridge.on('hostChanged', take);
    void bridge.request('host.watch', { isOn: true });
    void bridge.request('host.getReport', {}).then((reply) => {
      if (isOver) return;
      if (reply.kind === 'ok') take(reply.value);
      else store.report(reply.failure);
    });
    return () => {
      isOver = true;
      stopListening();
      void bridge.request('host.watch', { isOn: false });
    };
  }, [store, bridge, isEngineUp]);

  return report;
}
