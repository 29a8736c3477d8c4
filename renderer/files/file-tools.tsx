import type { ReactElement, RefObject } from 'react';
import type { Assessment, ScanSummary } from '../../shared/similarity';
import { Icon } from '../controls/icon';
import { SearchBox } from '../controls/search-box';
import { useWindow } from '../state/window-context';
import { assessmentIcons, toneOf } from './assessment-mark';
import type { FileFilter } from './filter-files';

interface FileToolsProps {
  readonly filter: FileFilter;
  readonly onFilter: (filter: FileFilter) => void;
  readonly summary: ScanSummary;
  readonly shownCount: number;
  readonly totalCount: number;
  readonly filterRef: RefObject<HTMLInputElement | null>;
}

const assessments: readonly Assessment[] = ['very-close', 'match', 'possible', 'none', 'not-assessable'];

/** Filter by words and by assessment. */
export function FileTools(props: FileToolsProps): ReactElement {
  const { filter, onFilter, summary, shownCount, totalCount, filterRef } = props;
  const { messages, format } = useWindow();
  const { table, assessment: words } = messages.files;
  const counts: Record<Assessment, number> = {
    'very-close': summary.veryClose,
    match: summary.match,
    possible: summary.possible,
    none: summary.none,
    'not-assessable': summary.notAssessable,
  };
  return (
    <div className="table-tools">
      <SearchBox
        label={table.filter}
        text={filter.text}
        onText={(text) => onFilter({ ...filter, text })}
        inputRef={filterRef}
      />
      <div className="chips" role="group" aria-label={table.assessments}>
        <button
          type="button"
          className="chip"
          aria-pressed={filter.assessment === null}
          onClick={() => onFilter({ ...filter, assessment: null })}
        >
          {messages.table.all}
          <span className="chip-count">{format.count(summary.files)}</span>
        </button>
        {assessments.map((assessment) => (
          <button
            key={assessment}
            type="button"
            className={`chip is-${toneOf[assessment]}`}
            title={words[assessment]}
            aria-pressed={filter.assessment === assessment}
            onClick={() => onFilter({ ...filter, assessment: filter.assessment === assessment ? null : assessment })}
          >
            <Icon name={assessmentIcons[assessment]} />
            <span className="chip-word">{words[assessment]}</span>
            <span className="chip-count">{format.count(counts[assessment])}</span>
          </button>
        ))}
      </div>
      <div className="table-tools-end">
        <span className="shown-count" role="status">
          {table.shown(totalCount, format.count(shownCount), format.count(totalCount))}
        </span>
      </div>
    </div>
  );
}
