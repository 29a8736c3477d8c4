import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { Session } from '../../shared/contract';
import type { Messages } from '../../shared/messages';
import { CanaryMark } from '../controls/canary-mark';
import { DetailPanel } from '../detail/detail-panel';
import { isUnjudged } from '../state/is-unjudged';
import type { LiveConnections } from '../state/live-connections';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { ConnectionTable } from '../table/connection-table';
import { countVerdicts, type DeviceFilter, everyRow, filterRows } from '../table/filter-rows';
import { riskFirst, sortRows, type ConnectionSorting } from '../table/sort-rows';
import { TableTools } from '../table/table-tools';
import { useOpenRow } from '../table/use-open-row';
import { useRowFilter } from '../table/use-row-filter';

/** One connection to open, or those of a device. */
export type AskedConnections =
  { readonly kind: 'connection'; readonly key: string } | ({ readonly kind: 'device' } & DeviceFilter);

interface ConnectionsViewProps {
  /** What another section asked to show; null when there is nothing. */
  readonly asked: AskedConnections | null;
  /** It is shown. */
  readonly onShown: () => void;
}

/** The table of connections with its tools, and the details of the chosen one beside it. */
export function ConnectionsView({ asked, onShown }: ConnectionsViewProps): ReactElement {
  const { store, messages, format } = useWindow();
  const live = useStore(store.live, (value) => value);
  const [frozen, setFrozen] = useState<LiveConnections | null>(null);
  const { filter, setFilter, showDevice } = useRowFilter();
  const [sorting, setSorting] = useState<ConnectionSorting>(riskFirst);
  const { selectedKey, openKey, focusCount, gridRef, filterRef, ...actions } = useOpenRow();

  const { openByKeyboard, close } = actions;
  useEffect(() => {
    if (asked === null) return;
    if (asked.kind === 'connection') openByKeyboard(asked.key);
    else {
      close();
      showDevice({ name: asked.name, addresses: asked.addresses });
    }
    onShown();
  }, [asked, openByKeyboard, close, showDevice, onShown]);

  // Another source was opened, maybe in another window: what was frozen is no longer there.
  if (frozen !== null && frozen.session?.startedAt !== live.session?.startedAt) setFrozen(null);

  const { rows, session } = frozen ?? live;
  const hiddenRows = session?.hiddenRows ?? 0;
  const counts = useMemo(() => countVerdicts(rows.values()), [rows]);
  const shown = useMemo(() => sortRows(filterRows(rows.values(), filter), sorting), [rows, filter, sorting]);
  return (
    <div className={openKey !== null ? 'split-view has-detail' : 'split-view'}>
      <section className="split-pane">
        <TableTools
          filter={filter}
          onFilter={setFilter}
          counts={counts}
          shownCount={shown.length}
          totalCount={rows.size}
          isFrozen={frozen !== null}
          onFreeze={(isFrozen) => setFrozen(isFrozen ? live : null)}
          filterRef={filterRef}
        />
        <ConnectionTable
          rows={shown}
          sorting={sorting}
          onSort={setSorting}
          selectedKey={selectedKey}
          onSelect={actions.select}
          onOpen={actions.open}
          onEnter={actions.openByKeyboard}
          gridRef={gridRef}
        />
        {hiddenRows > 0 && (
          <p className="hidden-rows hint">{messages.table.hidden(hiddenRows, format.count(hiddenRows))}</p>
        )}
        {shown.length === 0 &&
          (rows.size > 0 ? (
            <NoMatch hiddenRows={hiddenRows} onClearFilter={() => setFilter(everyRow)} />
          ) : (
            <EmptyTable session={session} />
          ))}
      </section>
      {openKey !== null ? (
        <DetailPanel
          connectionKey={openKey}
          row={rows.get(openKey)}
          focusCount={focusCount}
          onClose={actions.close}
          onOpen={actions.open}
        />
      ) : (
        <p className="visually-hidden">{messages.detail.empty}</p>
      )}
    </div>
  );
}

interface NoMatchProps {
  /** Connections that the filter could not look at. */
  readonly hiddenRows: number;
  readonly onClearFilter: () => void;
}

/** The filter lets no row through. */
function NoMatch({ hiddenRows, onClearFilter }: NoMatchProps): ReactElement {
  const { messages, format } = useWindow();
  const { table } = messages;
  return (
    <div className="empty-table">
      <CanaryMark />
      <p className="empty-title">{table.emptyFilter}</p>
      {hiddenRows > 0 && <p className="hint">{table.emptyFilterHidden(hiddenRows, format.count(hiddenRows))}</p>}
      <button type="button" className="button" onClick={onClearFilter}>
        {table.clearFilter}
      </button>
    </div>
  );
}

/** Why no row came. */
function EmptyTable({ session }: { session: Session | null }): ReactElement {
  const { title, hint } = useWindow().messages.table.empty[whyEmpty(session)];
  return (
    <div className="empty-table">
      <CanaryMark />
      <p className="empty-title">{title}</p>
      <p className="hint">{hint}</p>
    </div>
  );
}

function whyEmpty(session: Session | null): keyof Messages['table']['empty'] {
  if (session === null) return 'running';
  if (isUnjudged(session)) return 'unjudged';
  return session.state === 'failed' || session.state === 'ended' ? session.state : 'running';
}
