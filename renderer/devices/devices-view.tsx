import type { ReactElement } from 'react';
import type { Device } from '../../shared/device';
import { CanaryMark } from '../controls/canary-mark';
import { FailureNotice } from '../controls/failure-notice';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { EngineNotice } from '../views/engine-notice';
import { DeviceTable } from './device-table';
import { DevicesStatus } from './devices-status';
import { useDevices } from './use-devices';

interface DevicesViewProps {
  /** Shows the connections of one device. */
  readonly onOpenDevice: (device: Device) => void;
}

/** The devices that the connections belong to, riskiest first. */
export function DevicesView({ onOpenDevice }: DevicesViewProps): ReactElement {
  const { store, messages } = useWindow();
  const list = useDevices(store);
  const devices = list?.devices ?? null;
  const failure = useStore(store.host, (host) => host.failure);
  const text = messages.devices;
  return (
    <div className="devices-view">
      <DevicesStatus list={list} />
      <div className="banners">
        <EngineNotice />
        {failure !== null && <FailureNotice failure={failure} onDismiss={() => store.report(null)} />}
      </div>
      {devices !== null && devices.length > 0 && (
        <section className="card device-card" aria-labelledby="devices-title">
          <h2 id="devices-title">{text.title}</h2>
          <p className="hint">{text.hint}</p>
          <DeviceTable devices={devices} onOpen={onOpenDevice} />
        </section>
      )}
      {devices?.length === 0 && (
        <div className="empty-table">
          <CanaryMark />
          <p className="empty-title">{text.empty}</p>
          <p className="hint">{text.emptyHint}</p>
        </div>
      )}
    </div>
  );
}
