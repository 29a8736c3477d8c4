import type { ReactElement } from 'react';
import type { Device } from '../../shared/device';
import { Icon, type IconName } from '../controls/icon';
import { VerdictMark } from '../controls/verdict-mark';
import { useWindow } from '../state/window-context';
import { findingOf, makerOf, nameDevice } from './describe-device';

/** Addresses that are shown of one device; IPv6 makes new ones all the time. */
const mostAddresses = 3;

interface DeviceLineProps {
  readonly device: Device;
  readonly onOpen: (device: Device) => void;
}

/** A device: what it is called, how it is told apart, who made it, and what was found on it. */
export function DeviceLine({ device, onOpen }: DeviceLineProps): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.devices;
  const { mac, addresses, connections, mining, suspicious, risk } = device;
  const finding = findingOf(device);
  const name = nameDevice(device);
  const more = addresses.length - mostAddresses;
  return (
    <tr className={finding === null ? undefined : `is-${finding}`}>
      <th scope="row">
        <div className="device-who">
          <Icon name={iconOf(device)} />
          <div className="device-words">
            <button type="button" className="device-name" title={text.open(name)} onClick={() => onOpen(device)}>
              {name}
            </button>
            <DeviceNotes device={device} />
          </div>
        </div>
      </th>
      <td className="is-address">
        {addresses.slice(0, mostAddresses).map((address) => (
          <span key={address} className="device-address is-code">
            {address}
          </span>
        ))}
        {more > 0 && <span className="device-note">{text.moreAddresses(more, format.count(more))}</span>}
      </td>
      <td className="is-maker">
        {mac === null ? (
          <span className="device-note">{text.noMac}</span>
        ) : (
          <>
            <span className="device-vendor">{makerOf(device, messages)}</span>
            <span className="device-note is-code">{mac}</span>
          </>
        )}
      </td>
      <td className="is-found">
        {finding === null ? (
          <span className="device-note">{text.nothingFound}</span>
        ) : (
          <>
            {mining > 0 && <Finding verdict="mining" count={mining} />}
            {suspicious > 0 && <Finding verdict="suspicious" count={suspicious} />}
          </>
        )}
        <span className="device-note">{text.connections(connections, format.count(connections))}</span>
      </td>
      <td className="is-risk">
        <span className="risk-number">{format.risk(risk)}</span>
        <span className="risk-track" aria-hidden="true">
          <span className="risk-fill" style={{ transform: `scaleX(${risk})` }} />
        </span>
      </td>
    </tr>
  );
}

function Finding({ verdict, count }: { verdict: 'mining' | 'suspicious'; count: number }): ReactElement {
  const { format } = useWindow();
  return (
    <span className={`device-finding is-${verdict}`}>
      <VerdictMark verdict={verdict} /> {format.count(count)}
    </span>
  );
}

/** Whether it is this computer or a guest of it, and the names that it gives itself. */
function DeviceNotes({ device }: { device: Device }): ReactElement {
  const { messages } = useWindow();
  const text = messages.devices;
  const { isThisComputer, guest, names, mac } = device;
  const shown = nameDevice(device);
  const notes = names.map(({ name, source }) =>
    name === shown ? text.sources[source] : `${name} (${text.sources[source]})`,
  );
  return (
    <>
      {isThisComputer && <span className="badge">{text.thisComputer}</span>}
      {guest !== null && (
        <>
          <span className="badge">{text.guest[guest.kind]}</span>
          <span className="device-note">{text.port(guest.port)}</span>
        </>
      )}
      {notes.length > 0 && <span className="device-note">{notes.join(' · ')}</span>}
      {mac !== null && <span className="device-note is-narrow-only">{`${makerOf(device, messages)} · ${mac}`}</span>}
    </>
  );
}

function iconOf({ isThisComputer, guest }: Device): IconName {
  if (isThisComputer) return 'computer';
  return guest === null ? 'device' : 'virtual';
}
