import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { CanaryMark } from '../controls/canary-mark';
import { DetailPanel } from '../detail/detail-panel';
import type { LiveConnections } from '../state/live-connections';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { ConnectionTable } from '../table/connection-table';
import { countVerdicts, everyRow, filterRows, type RowFilter } from '../table/filter-rows';
import { riskFirst, sortRows, type Sorting } from '../table/sort-rows';
import { TableTools } from '../table/table-tools';

/** The table of connections with its tools, and the details of the chosen one beside it. */
export function ConnectionsView(): ReactElement {
  const { store, messages } = useWindow();
  const live = useStore(store.live, (value) => value);
  const [frozen, setFrozen] = useState<LiveConnections | null>(null);
  const [filter, setFilter] = useState<RowFilter>(everyRow);
  const [sorting, setSorting] = useState<Sorting>(riskFirst);
  const [selectedKey, setSelectedKey] = useState<string | null>(null);
  const [isDetailOpen, setIsDetailOpen] = useState(false);
  const [focusCount, setFocusCount] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const shouldFocusGrid = useRef(false);
  const filterInput = useRef<HTMLInputElement>(null);

  const { rows } = frozen ?? live;
  const counts = useMemo(() => countVerdicts(rows.values()), [rows]);
  const shown = useMemo(() => sortRows(filterRows(rows.values(), filter), sorting), [rows, filter, sorting]);
  const selectedRow = selectedKey === null ? undefined : rows.get(selectedKey);

  const open = useCallback((key: string) => {
    setSelectedKey(key);
    setIsDetailOpen(true);
  }, []);
  const openByKeyboard = useCallback(
    (key: string) => {
      open(key);
      setFocusCount((count) => count + 1);
    },
    [open],
  );
  const close = useCallback(() => {
    setIsDetailOpen(false);
    setFocusCount(0);
    shouldFocusGrid.current = true;
  }, []);

  useEffect(() => {
    // On narrow windows the grid is hidden until the panel is gone, and can take the focus only then.
    if (isDetailOpen || !shouldFocusGrid.current) return;
    shouldFocusGrid.current = false;
    grid.current?.focus();
  }, [isDetailOpen]);

  useEffect(() => {
    function handleKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        filterInput.current?.focus();
      } else if (event.key === 'Escape' && isDetailOpen && !isTyping) {
        close();
      }
    }
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, [isDetailOpen, close]);

  const isPanelShown = isDetailOpen && selectedKey !== null;
  return (
    <div className={isPanelShown ? 'connections-view has-detail' : 'connections-view'}>
      <section className="connections-pane">
        <TableTools
          filter={filter}
          onFilter={setFilter}
          counts={counts}
          shownCount={shown.length}
          totalCount={rows.size}
          isFrozen={frozen !== null}
          onFreeze={(isFrozen) => setFrozen(isFrozen ? live : null)}
          filterRef={filterInput}
        />
        <ConnectionTable
          rows={shown}
          sorting={sorting}
          onSort={setSorting}
          selectedKey={selectedKey}
          onSelect={setSelectedKey}
          onOpen={open}
          onEnter={openByKeyboard}
          gridRef={grid}
        />
        {shown.length === 0 && <EmptyTable onClearFilter={rows.size > 0 ? () => setFilter(everyRow) : null} />}
      </section>
      {isPanelShown && (
        <DetailPanel
          connectionKey={selectedKey}
          row={selectedRow}
          focusCount={focusCount}
          onClose={close}
          onOpen={open}
        />
      )}
      {!isPanelShown && <p className="visually-hidden">{messages.detail.empty}</p>}
    </div>
  );
}

/** Why there is no row: none came, or the filter lets none through. */
function EmptyTable({ onClearFilter }: { onClearFilter: (() => void) | null }): ReactElement {
  const { store, messages } = useWindow();
  const { table } = messages;
  const state = useStore(store.live, (live) => live.session?.state);
  const { title, hint } = table.empty[state === 'failed' || state === 'ended' ? state : 'running'];
  return (
    <div className="empty-table">
      <CanaryMark />
      <p className="empty-title">{onClearFilter === null ? title : table.emptyFilter}</p>
      {onClearFilter === null ? (
        <p className="hint">{hint}</p>
      ) : (
        <button type="button" className="button" onClick={onClearFilter}>
          {table.clearFilter}
        </button>
      )}
    </div>
  );
}
