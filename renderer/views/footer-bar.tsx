import type { ReactElement } from 'react';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';

/** Mirrors `maxRows` of the contract, whose module would bring the validation library into the window. */
const shownRowsLimit = 5000;

interface Counter {
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
  readonly isNotable?: boolean;
}

/** What was counted, lost, left out and limited. */
export function FooterBar(): ReactElement | null {
  const { store, messages, format } = useWindow();
  const session = useStore(store.live, (live) => live.session);
  if (session === null || session.state === 'idle') return null;
  const { footer } = messages;
  const counters: Counter[] = [
    { name: footer.packets, value: `${format.count(session.packets)} · ${format.bytes(session.bytes)}` },
    { name: footer.active, value: format.count(session.active) },
    {
      name: footer.dropped,
      value: session.dropped === null ? footer.notAvailable : format.count(session.dropped),
      hint: footer.droppedHint,
      isNotable: session.dropped !== null && session.dropped > 0,
    },
    { name: footer.duplicates, value: format.count(session.duplicates), hint: footer.duplicatesHint },
    { name: footer.skipped, value: format.count(session.skipped), hint: footer.skippedHint },
    {
      name: footer.evicted,
      value: format.count(session.evicted),
      hint: footer.evictedHint,
      isNotable: session.evicted > 0,
    },
  ];
  if (session.hiddenRows > 0) {
    const hint = footer.hiddenHint(format.count(shownRowsLimit));
    counters.push({ name: footer.hidden, value: format.count(session.hiddenRows), hint, isNotable: true });
  }
  counters.push({
    name: footer.kept,
    value: footer.keptOf(format.bytes(session.keptBytes), format.bytes(session.keptLimitBytes)),
  });
  if (session.clock !== null) counters.push({ name: footer.clock, value: format.dateTime(session.clock) });
  return (
    <footer className="footer-bar" aria-label={footer.label}>
      <dl className="counters">
        {counters.map((counter) => (
          <div
            key={counter.name}
            className={counter.isNotable === true ? 'counter is-notable' : 'counter'}
            title={counter.hint}
          >
            <dt>{counter.name}</dt>
            <dd>{counter.value}</dd>
          </div>
        ))}
      </dl>
    </footer>
  );
}
