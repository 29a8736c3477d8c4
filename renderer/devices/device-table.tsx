import type { ReactElement } from 'react';
import type { Device } from '../../shared/device';
import { useWindow } from '../state/window-context';
import { DeviceLine } from './device-line';

interface DeviceTableProps {
  /** Riskiest first. */
  readonly devices: readonly Device[];
  readonly onOpen: (device: Device) => void;
}

/** One line for each device. */
export function DeviceTable({ devices, onOpen }: DeviceTableProps): ReactElement {
  const { messages } = useWindow();
  const { columns } = messages.devices;
  return (
    <table className="device-table">
      <thead>
        <tr>
          <th scope="col">{columns.device}</th>
          <th scope="col" className="is-address">
            {columns.address}
          </th>
          <th scope="col" className="is-maker">
            {columns.maker}
          </th>
          <th scope="col" className="is-found">
            {columns.found}
          </th>
          <th scope="col" className="is-risk">
            {columns.risk}
          </th>
        </tr>
      </thead>
      <tbody>
        {devices.map((device) => (
          <DeviceLine key={device.id} device={device} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}
