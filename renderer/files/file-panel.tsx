import { useEffect, useRef, type ReactElement } from 'react';
import type { FileRow } from '../../shared/file-scan';
import { Icon } from '../controls/icon';
import { useWindow } from '../state/window-context';
import { AssessmentMark, toneOf } from './assessment-mark';
import type { OpenCluster } from './cluster-dialog';
import { FileAdvice } from './file-advice';
import { FileFacts } from './file-facts';
import { NearestClusters } from './nearest-clusters';
import { splitPath } from './split-path';
import { useFileDetail } from './use-file-detail';
import { WhyList } from './why-list';

interface FilePanelProps {
  readonly row: FileRow;
  /** Counts the times the keyboard opened the panel; each takes the focus into it. */
  readonly focusCount: number;
  readonly onClose: () => void;
  readonly onOpenCluster: (cluster: OpenCluster) => void;
}

/** Why one file is assessed as it is, what it is near to, and what to do about it. */
export function FilePanel({ row, focusCount, onClose, onOpenCluster }: FilePanelProps): ReactElement {
  const { store, messages, format } = useWindow();
  const text = messages.files.detail;
  const { detail, isGone } = useFileDetail(store.bridge, row.key);
  const panel = useRef<HTMLElement>(null);
  const { assessment, nearest, distance } = row;

  useEffect(() => {
    if (focusCount > 0) panel.current?.focus();
  }, [focusCount]);

  useEffect(() => {
    panel.current?.scrollTo({ top: 0 });
  }, [row.key]);

  return (
    <aside ref={panel} className="detail-panel" aria-label={text.label} tabIndex={-1}>
      <header className={`detail-head is-${toneOf[assessment]}`}>
        <div className="detail-title">
          <h2>{splitPath(row.path).name}</h2>
          <button
            type="button"
            className="button is-quiet is-icon"
            onClick={onClose}
            aria-label={messages.actions.close}
          >
            <Icon name="close" />
          </button>
        </div>
        <div className="detail-verdict">
          <AssessmentMark assessment={assessment} />
          {nearest !== null && distance !== null && (
            <span>{text.distanceTo(format.count(distance), nearest.family)}</span>
          )}
        </div>
        <p className="detail-says">{text.says[assessment]}</p>
      </header>
      {detail === null ? (
        <div className="detail-body">
          <p className="detail-section placeholder">{isGone ? text.gone : text.loading}</p>
        </div>
      ) : (
        <div className="detail-body">
          <WhyList reasons={detail.reasons} />
          <NearestClusters nearest={detail.nearest} onOpen={(id) => onOpenCluster({ id, tlsh: detail.tlsh })} />
          <FileAdvice assessment={assessment} />
          <FileFacts file={detail} />
        </div>
      )}
    </aside>
  );
}
