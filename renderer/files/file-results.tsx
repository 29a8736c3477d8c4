import { useMemo, useState, type ReactElement } from 'react';
import { maxFileRows } from '../../shared/file-limits';
import type { FileRow, FileScan } from '../../shared/file-scan';
import { CanaryMark } from '../controls/canary-mark';
import { useWindow } from '../state/window-context';
import { useOpenRow } from '../table/use-open-row';
import type { OpenCluster } from './cluster-dialog';
import { FilePanel } from './file-panel';
import { FileTable } from './file-table';
import { FileTools } from './file-tools';
import { everyFile, filterFiles, type FileFilter } from './filter-files';
import { findingsFirst, sortFiles, type FileSorting } from './sort-files';

interface FileResultsProps {
  readonly scan: FileScan;
  readonly rows: ReadonlyMap<string, FileRow>;
  readonly onOpenCluster: (cluster: OpenCluster) => void;
}

/** The table of scanned files with its tools, and the details of the chosen one beside it. */
export function FileResults({ scan, rows, onOpenCluster }: FileResultsProps): ReactElement {
  const { messages, format } = useWindow();
  const { table, detail } = messages.files;
  const [filter, setFilter] = useState<FileFilter>(everyFile);
  const [sorting, setSorting] = useState<FileSorting>(findingsFirst);
  const { selectedKey, openKey, focusCount, gridRef, filterRef, ...actions } = useOpenRow();
  const shown = useMemo(() => sortFiles(filterFiles(rows.values(), filter), sorting), [rows, filter, sorting]);
  // Rows of an earlier scan are gone, and their panel with them.
  const openRow = openKey === null ? undefined : rows.get(openKey);
  return (
    <div className={openRow !== undefined ? 'split-view has-detail' : 'split-view'}>
      <section className="split-pane">
        <FileTools
          filter={filter}
          onFilter={setFilter}
          summary={scan.summary}
          shownCount={shown.length}
          totalCount={scan.summary.files}
          filterRef={filterRef}
        />
        <FileTable
          rows={shown}
          sorting={sorting}
          onSort={setSorting}
          selectedKey={selectedKey}
          onSelect={actions.select}
          onOpen={actions.open}
          onEnter={actions.openByKeyboard}
          gridRef={gridRef}
        />
        {scan.hiddenRows > 0 && (
          <p className="hidden-rows hint">
            {table.hidden(scan.hiddenRows, format.count(scan.hiddenRows), format.count(maxFileRows))}
          </p>
        )}
        {shown.length === 0 && scan.state !== 'running' && (
          <div className="empty-table">
            <CanaryMark />
            <p className="empty-title">{rows.size > 0 ? table.emptyFilter : table.empty}</p>
            {rows.size > 0 && (
              <button type="button" className="button" onClick={() => setFilter(everyFile)}>
                {messages.table.clearFilter}
              </button>
            )}
          </div>
        )}
      </section>
      {openRow !== undefined ? (
        <FilePanel row={openRow} focusCount={focusCount} onClose={actions.close} onOpenCluster={onOpenCluster} />
      ) : (
        <p className="visually-hidden">{detail.empty}</p>
      )}
    </div>
  );
}
