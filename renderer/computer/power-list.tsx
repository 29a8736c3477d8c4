import type { ReactElement } from 'react';
import type { PowerReport, PowerSource } from '../../shared/host';
import { CommandBox } from '../controls/command-box';
import { useWindow } from '../state/window-context';

interface PowerListProps {
  readonly power: PowerReport;
  readonly onOpenSettings: () => void;
}

/** Every sensor with its figure, or the reason why there is none. */
export function PowerList({ power, onOpenSettings }: PowerListProps): ReactElement {
  const { messages } = useWindow();
  const text = messages.host.power;
  const { advice, sources, total } = power;
  const isNothingKnown = total.kind === 'unavailable';
  return (
    <section className="card" aria-labelledby="power-title">
      <h2 id="power-title">{text.title}</h2>
      {sources.length === 0 ? (
        <p className="placeholder">{text.none}</p>
      ) : (
        <ul className="power-list">
          {sources.map((source) => (
            <PowerItem key={source.id} source={source} />
          ))}
        </ul>
      )}
      {advice !== null && (
        <div className="power-advice">
          <p>{text.adviceFor[advice.purpose]}</p>
          <CommandBox command={advice.command} />
        </div>
      )}
      {isNothingKnown && (
        <>
          <p>{sources.length === 0 ? text.noneNext : text.estimateNext}</p>
          <button type="button" className="button" onClick={onOpenSettings}>
            {text.enter}
          </button>
        </>
      )}
    </section>
  );
}

function PowerItem({ source }: { source: PowerSource }): ReactElement {
  const { messages, format } = useWindow();
  const { drivers, parts, kind, notAvailable, reasons } = messages.host;
  const { part, driver, label, watts } = source;
  const isKnown = watts.kind !== 'unavailable';
  return (
    <li className={isKnown ? 'power-item' : 'power-item is-unknown'}>
      <span className="power-what">
        <strong>{parts[part]}</strong>
        <span className="hint">
          {label} · {drivers[driver]}
        </span>
        {!isKnown && <span className="power-reason">{reasons[watts.reason]}</span>}
      </span>
      <span className="power-figure">
        {isKnown ? (
          <>
            <strong>{format.watts(watts.watts)}</strong>
            <span className="hint">{kind[watts.kind]}</span>
          </>
        ) : (
          <span className="hint">{notAvailable}</span>
        )}
      </span>
    </li>
  );
}
