import type { ReactElement, RefObject } from 'react';
import type { Verdict } from '../../shared/connection';
import { Icon } from '../controls/icon';
import { SearchBox } from '../controls/search-box';
import { useWindow } from '../state/window-context';
import type { RowFilter } from './filter-rows';

interface TableToolsProps {
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
  readonly counts: Record<Verdict, number>;
  readonly shownCount: number;
  readonly totalCount: number;
  readonly isFrozen: boolean;
  readonly onFreeze: (isFrozen: boolean) => void;
  readonly filterRef: RefObject<HTMLInputElement | null>;
}

const verdicts: readonly Verdict[] = ['mining', 'suspicious', 'undecided', 'clear'];

/** Filter by words and by verdict, and freeze the view. */
export function TableTools(props: TableToolsProps): ReactElement {
  const { filter, onFilter, counts, shownCount, totalCount, isFrozen, onFreeze, filterRef } = props;
  const { messages, format } = useWindow();
  const { table } = messages;
  return (
    <div className="table-tools">
      <SearchBox
        label={table.filter}
        text={filter.text}
        onText={(text) => onFilter({ ...filter, text })}
        inputRef={filterRef}
      />
      {filter.device !== null && (
        <button
          type="button"
          className="chip is-device"
          title={messages.devices.showAll}
          onClick={() => onFilter({ ...filter, device: null })}
        >
          <span className="ellipsis">{messages.devices.showing(filter.device.name)}</span>
          <Icon name="close" />
          <span className="visually-hidden">{messages.devices.showAll}</span>
        </button>
      )}
      <div className="chips" role="group" aria-label={table.verdicts}>
        <button
          type="button"
          className="chip"
          aria-pressed={filter.verdict === null}
          onClick={() => onFilter({ ...filter, verdict: null })}
        >
          {table.all}
          <span className="chip-count">{format.count(totalCount)}</span>
        </button>
        {verdicts.map((verdict) => (
          <button
            key={verdict}
            type="button"
            className={`chip is-${verdict}`}
            title={messages.verdict[verdict]}
            aria-pressed={filter.verdict === verdict}
            onClick={() => onFilter({ ...filter, verdict: filter.verdict === verdict ? null : verdict })}
          >
            <Icon name={verdict} />
            <span className="chip-word">{messages.verdict[verdict]}</span>
            <span className="chip-count">{format.count(counts[verdict])}</span>
          </button>
        ))}
      </div>
      <div className="table-tools-end">
        <span className="shown-count" role="status">
          {isFrozen ? table.frozen : table.shown(totalCount, format.count(shownCount), format.count(totalCount))}
        </span>
        <button
          type="button"
          className={isFrozen ? 'button is-small is-on' : 'button is-small'}
          aria-label={isFrozen ? table.unfreeze : table.freeze}
          title={isFrozen ? table.unfreeze : table.freeze}
          onClick={() => onFreeze(!isFrozen)}
        >
          <Icon name={isFrozen ? 'play' : 'snow'} />
          <span className="freeze-word">{isFrozen ? table.unfreeze : table.freeze}</span>
        </button>
      </div>
    </div>
  );
}
