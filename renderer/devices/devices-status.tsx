import type { ReactElement } from 'react';
import type { Device, DeviceList } from '../../shared/device';
import type { Format } from '../../shared/format';
import type { Messages } from '../../shared/messages';
import { Icon } from '../controls/icon';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { findingOf, nameDevice } from './describe-device';

/** Whether one of the devices is mining, in one sentence. */
export function DevicesStatus({ list }: { list: DeviceList | null }): ReactElement {
  const { store, messages, format } = useWindow();
  const miningInAll = useStore(store.live, (live) => live.session?.mining ?? 0);
  const devices = list?.devices ?? null;
  const mood = moodOf(devices);
  return (
    <section className={`status-panel is-${mood}`}>
      <span className="status-icon">
        <Icon name={mood === 'quiet' ? 'device' : mood} />
      </span>
      <div className="status-words">
        <h1>{sentenceOf(devices, messages, format)}</h1>
        <div className="status-line">
          <ul className="status-parts">
            {(list === null ? [] : partsOf(list, miningInAll, messages, format)).map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

function moodOf(devices: readonly Device[] | null): 'mining' | 'suspicious' | 'quiet' {
  const findings = devices?.map(findingOf) ?? [];
  if (findings.includes('mining')) return 'mining';
  return findings.includes('suspicious') ? 'suspicious' : 'quiet';
}

function sentenceOf(devices: readonly Device[] | null, messages: Messages, format: Format): string {
  const { headline } = messages.devices;
  if (devices === null || devices.length === 0) return messages.nav.devices;
  for (const finding of ['mining', 'suspicious'] as const) {
    const found = devices.filter((device) => findingOf(device) === finding);
    if (found.length === 1) return headline[finding].one(nameDevice(found[0]));
    if (found.length > 1) return headline[finding].many(format.count(found.length));
  }
  return headline.nothing;
}

function partsOf(list: DeviceList, miningInAll: number, messages: Messages, format: Format): string[] {
  const { devices, devicesInAll, areAllCounted } = list;
  const { headline } = messages.devices;
  if (devices.length === 0) return [];
  const guests = devices.filter(({ guest }) => guest !== null).length;
  const isCut = devicesInAll > devices.length;
  const parts = [
    isCut
      ? headline.shown(format.count(devices.length), format.count(devicesInAll), areAllCounted)
      : headline.devices(devices.length, format.count(devices.length)),
  ];
  if (guests > 0) parts.push(headline.guests(guests, format.count(guests)));
  // Where a device that is not shown may be mining, nobody knows what is left over.
  const isEveryMinerShown = areAllCounted && (!isCut || devices.at(-1)?.mining === 0);
  const elsewhere = miningInAll - devices.reduce((sum, { mining }) => sum + mining, 0);
  if (isEveryMinerShown && elsewhere > 0) parts.push(headline.elsewhere(elsewhere, format.count(elsewhere)));
  if (!devices.some(({ isThisComputer }) => isThisComputer)) parts.push(headline.notThisComputer);
  return parts;
}
