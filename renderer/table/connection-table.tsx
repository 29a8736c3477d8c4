import type { ReactElement, RefObject } from 'react';
import type { ConnectionRow } from '../../shared/contract';
import { useWindow } from '../state/window-context';
import { ConnectionRowView } from './connection-row';
import { RowGrid } from './row-grid';
import { columns, nextSorting, type ConnectionSorting } from './sort-rows';

interface ConnectionTableProps {
  /** Filtered and sorted. */
  readonly rows: readonly ConnectionRow[];
  readonly sorting: ConnectionSorting;
  readonly onSort: (sorting: ConnectionSorting) => void;
  readonly selectedKey: string | null;
  readonly onSelect: (key: string) => void;
  /** A row was clicked. */
  readonly onOpen: (key: string) => void;
  /** Enter was pressed on the selected row. */
  readonly onEnter: (key: string) => void;
  readonly gridRef: RefObject<HTMLDivElement | null>;
}

/** The connections as a grid. */
export function ConnectionTable({ rows, sorting, onSort, onOpen, ...rest }: ConnectionTableProps): ReactElement {
  const { messages } = useWindow();
  const isProgramKnown = rows.some((row) => row.program !== null);
  return (
    <RowGrid
      {...rest}
      label={messages.table.label}
      className={isProgramKnown ? 'connection-table' : 'connection-table has-no-program'}
      rows={rows}
      columns={columns}
      columnNames={messages.table.columns}
      sorting={sorting}
      onSort={(column) => onSort(nextSorting(sorting, column))}
      drawRow={(row, place) => <ConnectionRowView key={row.key} row={row} {...place} onOpen={onOpen} />}
    />
  );
}
