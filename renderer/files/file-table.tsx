import type { ReactElement, RefObject } from 'react';
import type { FileRow } from '../../shared/file-scan';
import { useWindow } from '../state/window-context';
import { RowGrid } from '../table/row-grid';
import { FileRowView } from './file-row';
import { fileColumns, nextFileSorting, type FileSorting } from './sort-files';

interface FileTableProps {
  /** Filtered and sorted. */
  readonly rows: readonly FileRow[];
  readonly sorting: FileSorting;
  readonly onSort: (sorting: FileSorting) => void;
  readonly selectedKey: string | null;
  readonly onSelect: (key: string) => void;
  /** A row was clicked. */
  readonly onOpen: (key: string) => void;
  /** Enter was pressed on the selected row. */
  readonly onEnter: (key: string) => void;
  readonly gridRef: RefObject<HTMLDivElement | null>;
}

/** The scanned files as a grid. */
export function FileTable({ rows, sorting, onSort, onOpen, ...rest }: FileTableProps): ReactElement {
  const { table } = useWindow().messages.files;
  return (
    <RowGrid
      {...rest}
      label={table.label}
      className="file-table"
      rows={rows}
      columns={fileColumns}
      columnNames={table.columns}
      sorting={sorting}
      onSort={(column) => onSort(nextFileSorting(sorting, column))}
      drawRow={(row, place) => <FileRowView key={row.key} row={row} {...place} onOpen={onOpen} />}
    />
  );
}
