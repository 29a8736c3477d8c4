import type { ReactElement } from 'react';
import type { NetworkInterface } from '../../shared/contract';
import { Icon } from '../controls/icon';
import { Sparkline } from '../controls/sparkline';
import { useWindow } from '../state/window-context';
import { activitySeconds } from './use-interface-activity';

interface InterfaceListProps {
  readonly interfaces: readonly NetworkInterface[];
  readonly activity: ReadonlyMap<string, readonly number[]>;
  readonly selected: ReadonlySet<string>;
  readonly onToggle: (name: string) => void;
}

/** Interfaces to choose from, each with its live line. */
export function InterfaceList({ interfaces, activity, selected, onToggle }: InterfaceListProps): ReactElement {
  const { messages } = useWindow();
  return (
    <ul className="interface-list" aria-label={messages.start.interfaces}>
      {orderInterfaces(interfaces).map((entry) => (
        <li key={entry.name}>
          <InterfaceItem
            entry={entry}
            values={activity.get(entry.name)}
            isCounting={activity.size > 0}
            isSelected={selected.has(entry.name)}
            onToggle={onToggle}
          />
        </li>
      ))}
    </ul>
  );
}

interface InterfaceItemProps {
  readonly entry: NetworkInterface;
  readonly values: readonly number[] | undefined;
  /** A count has come for at least one interface. */
  readonly isCounting: boolean;
  readonly isSelected: boolean;
  readonly onToggle: (name: string) => void;
}

function InterfaceItem({ entry, values, isCounting, isSelected, onToggle }: InterfaceItemProps): ReactElement {
  const { messages, format } = useWindow();
  const { start } = messages;
  const kind = start.kinds[entry.kind];
  // The system's description of `any` is English and says no more than the kind.
  const hasOwnWords = entry.description !== null && entry.description !== entry.name && entry.kind !== 'any';
  return (
    <label className={entry.isUp ? 'interface-item' : 'interface-item is-down'}>
      <input type="checkbox" checked={isSelected} onChange={() => onToggle(entry.name)} />
      <span className="interface-kind" title={kind}>
        <Icon name={entry.kind} />
      </span>
      <span className="interface-text">
        <span className="interface-name">
          {entry.name}
          {entry.isDefault && <span className="badge">{start.isDefault}</span>}
          {!entry.isUp && <span className="badge">{start.isDown}</span>}
        </span>
        <span className="interface-note">
          {hasOwnWords ? entry.description : kind} ·{' '}
          {entry.addresses.length === 0 ? start.noAddress : entry.addresses.slice(0, 2).join(', ')}
        </span>
      </span>
      <span className="interface-activity">
        <Sparkline values={values ?? []} capacity={activitySeconds} />
        <span className="interface-rate">
          {values === undefined || values.length === 0
            ? isCounting && start.noActivityKnown
            : start.packetsPerSecond(format.count(values[values.length - 1]))}
        </span>
      </span>
    </label>
  );
}

function orderInterfaces(interfaces: readonly NetworkInterface[]): NetworkInterface[] {
  const rank = (entry: NetworkInterface): number =>
    entry.isDefault
      ? 0
      : !entry.isUp
        ? 4
        : entry.kind === 'loopback' || entry.kind === 'any'
          ? 3
          : entry.addresses.length > 0
            ? 1
            : 2;
  return [...interfaces].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
