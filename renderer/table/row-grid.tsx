import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type KeyboardEvent, type ReactElement, type RefObject } from 'react';
import { Icon } from '../controls/icon';

/** Which column a grid is sorted by. */
export interface Sorting<C extends string> {
  readonly column: C;
  readonly isDescending: boolean;
}

/** A row's place in the grid. */
export interface RowPlace {
  /** Position among all rows that match, from 0. */
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly offset: number;
  readonly isSelected: boolean;
}

interface RowGridProps<R extends { readonly key: string }, C extends string> {
  readonly label: string;
  readonly className: string;
  /** Filtered and sorted. */
  readonly rows: readonly R[];
  readonly columns: readonly C[];
  readonly columnNames: Readonly<Record<C, string>>;
  readonly sorting: Sorting<C>;
  /** A column's header was clicked. */
  readonly onSort: (column: C) => void;
  readonly selectedKey: string | null;
  readonly onSelect: (key: string) => void;
  /** Enter was pressed on the selected row. */
  readonly onEnter: (key: string) => void;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly drawRow: (row: R, place: RowPlace) => ReactElement;
}

/** Equal to `--row-height` of the style sheet. */
const rowHeight = 48;
/** Equal to `--head-height` of the style sheet. */
const headHeight = 34;

/** Rows under sortable headers, of which only the visible part is in the document; worked by keyboard as one element. */
export function RowGrid<R extends { readonly key: string }, C extends string>(props: RowGridProps<R, C>): ReactElement {
  const { label, className, rows, columns, columnNames, sorting, onSort, drawRow } = props;
  const { selectedKey, onSelect, onEnter, gridRef } = props;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    useFlushSync: false,
  });
  const selectedIndex = selectedKey === null ? -1 : rows.findIndex((row) => row.key === selectedKey);
  const items = virtualizer.getVirtualItems();
  const isSelectedDrawn = items.some((item) => item.index === selectedIndex);

  useEffect(() => {
    // Only when the person moves the selection: a row that moves by itself must not drag the view along.
    if (selectedKey !== null && selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedKey]);

  function moveTo(index: number): void {
    if (rows.length === 0) return;
    onSelect(rows[Math.min(rows.length - 1, Math.max(0, index))].key);
  }

  function handleKey(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.target !== event.currentTarget) return;
    const pageRows = Math.max(1, Math.floor(((gridRef.current?.clientHeight ?? 0) - headHeight) / rowHeight));
    const targets: Record<string, number> = {
      ArrowDown: selectedIndex + 1,
      ArrowUp: selectedIndex < 0 ? 0 : selectedIndex - 1,
      PageDown: Math.max(0, selectedIndex) + pageRows,
      PageUp: selectedIndex - pageRows,
      Home: 0,
      End: rows.length - 1,
    };
    if (event.key in targets) {
      event.preventDefault();
      moveTo(targets[event.key]);
    } else if (event.key === 'Enter' && selectedKey !== null && selectedIndex >= 0) {
      event.preventDefault();
      onEnter(selectedKey);
    }
  }

  return (
    <div
      ref={gridRef}
      role="grid"
      className={`row-grid ${className}`}
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={selectedKey !== null && isSelectedDrawn ? rowElementId(selectedKey) : undefined}
      onKeyDown={handleKey}
    >
      <div role="rowgroup" className="table-head">
        <div role="row" aria-rowindex={1} className="table-row is-head">
          {columns.map((column, index) => {
            const isSorted = sorting.column === column;
            const order = sorting.isDescending ? 'descending' : 'ascending';
            return (
              <div
                key={column}
                role="columnheader"
                aria-colindex={index + 1}
                aria-sort={isSorted ? order : 'none'}
                className={`cell is-${column}`}
              >
                <button type="button" className="sort-button" onClick={() => onSort(column)}>
                  <span className="ellipsis">{columnNames[column]}</span>
                  {isSorted && <Icon name={order} />}
                </button>
              </div>
            );
          })}
        </div>
      </div>
      {rows.length > 0 && (
        <div role="rowgroup" className="table-body" style={{ height: `${virtualizer.getTotalSize()}px` }}>
          {items.map((item) => {
            const row = rows[item.index];
            return drawRow(row, {
              index: item.index,
              offset: item.start - headHeight,
              isSelected: row.key === selectedKey,
            });
          })}
        </div>
      )}
    </div>
  );
}

/** The element id of a row, for `aria-activedescendant`. */
export function rowElementId(key: string): string {
  return `row-${key.replace(/[^\w-]/g, '_')}`;
}
