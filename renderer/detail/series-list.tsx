import type { ReactElement } from 'react';
import { VerdictMark } from '../controls/verdict-mark';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';

interface SeriesListProps {
  readonly keys: readonly string[];
  readonly onOpen: (key: string) => void;
}

/** The other connections of a miner that connects again and again, oldest first. */
export function SeriesList({ keys, onOpen }: SeriesListProps): ReactElement | null {
  const { store, messages, format } = useWindow();
  const rows = useStore(store.live, (live) => live.rows);
  if (keys.length === 0) return null;
  return (
    <section className="detail-section">
      <h3>{messages.detail.seriesTitle}</h3>
      <p className="hint">{messages.detail.seriesHint}</p>
      <ul className="series-list">
        {keys.map((key) => {
          const row = rows.get(key);
          return (
            <li key={key}>
              {row === undefined ? (
                <span className="placeholder">{messages.detail.seriesGone}</span>
              ) : (
                <button type="button" className="series-item" onClick={() => onOpen(key)}>
                  <VerdictMark verdict={row.verdict} />
                  <span>{format.dateTime(row.start)}</span>
                  <span className="series-duration">{format.duration(row.durationMs)}</span>
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
