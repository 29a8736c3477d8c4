import { memo, type ReactElement } from 'react';
import type { FileRow } from '../../shared/file-scan';
import { useWindow } from '../state/window-context';
import { rowElementId, type RowPlace } from '../table/row-grid';
import { AssessmentMark, toneOf } from './assessment-mark';
import { nameMember } from './name-member';
import { splitPath } from './split-path';

interface FileRowViewProps extends RowPlace {
  readonly row: FileRow;
  readonly onOpen: (key: string) => void;
}

/** One line of the table of files. Drawn again only when its own data or place changed. */
export const FileRowView = memo(function FileRowView(props: FileRowViewProps): ReactElement {
  const { row, index, offset, isSelected, onOpen } = props;
  const { messages, format } = useWindow();
  const { table, short } = messages.files;
  const { name, folder } = splitPath(row.path);
  const { nearest, reason } = row;
  const shortReason = reason !== null && reason.code in short ? short[reason.code as keyof typeof short] : null;
  return (
    <div
      id={rowElementId(row.key)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={`table-row is-${toneOf[row.assessment]}${isSelected ? ' is-selected' : ''}`}
      style={{ transform: `translateY(${offset}px)` }}
      onClick={() => onOpen(row.key)}
    >
      <div role="gridcell" aria-colindex={1} className="cell is-assessment">
        <AssessmentMark assessment={row.assessment} />
        {row.assessment === 'not-assessable' && shortReason !== null && (
          <span className="cell-note ellipsis">{shortReason}</span>
        )}
      </div>
      <div role="gridcell" aria-colindex={2} className="cell is-file" title={row.path}>
        <span className="cell-main">
          <span className="ellipsis">{name}</span>
          {row.processes > 0 && (
            <span className="badge">{table.running(row.processes, format.count(row.processes))}</span>
          )}
        </span>
        <span className="cell-note ellipsis">{folder}</span>
      </div>
      <div role="gridcell" aria-colindex={3} className="cell is-nearest">
        {nearest === null ? (
          <span className="cell-note">{table.notNear}</span>
        ) : (
          <>
            <span className="cell-main ellipsis" title={nearest.cluster}>
              {nearest.cluster}
            </span>
            <span className="cell-note ellipsis">
              {nearest.member === null ? nearest.cluster : nameMember(nearest.member, format.language)}
            </span>
          </>
        )}
      </div>
      <div role="gridcell" aria-colindex={4} className="cell is-distance">
        <span className="cell-main">{row.distance === null ? '–' : format.count(row.distance)}</span>
      </div>
      <div role="gridcell" aria-colindex={5} className="cell is-size">
        <span className="cell-main">{row.size === null ? table.unknown : format.bytes(row.size)}</span>
      </div>
    </div>
  );
});
