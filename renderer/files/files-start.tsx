import { useId, useState, type ReactElement } from 'react';
import type { ClusterList, ScanRequest } from '../../shared/file-scan';
import { CanaryMark } from '../controls/canary-mark';
import { Icon } from '../controls/icon';
import { PathForm } from '../controls/path-form';
import { useWindow } from '../state/window-context';

interface FilesStartProps {
  /** null until it is known. */
  readonly clusters: ClusterList | null;
  readonly isBusy: boolean;
  readonly isOver: boolean;
  /** Files were dropped that have no path. */
  readonly isPathless: boolean;
  /** Goes back to the results; null when there are none. */
  readonly onBack: (() => void) | null;
  readonly onScan: (request: ScanRequest) => void;
  readonly onShowClusters: () => void;
}

/** Where scanning begins: what it does and cannot do, a place to drop files, and other ways to choose them. */
export function FilesStart(props: FilesStartProps): ReactElement {
  const { clusters, isBusy, isOver, isPathless, onBack, onScan, onShowClusters } = props;
  const { store, messages, format } = useWindow();
  const { files } = messages;
  const [hasDialog, setHasDialog] = useState(window.kanaria !== undefined);
  const id = useId();

  async function pick(kind: 'files' | 'folder'): Promise<void> {
    const reply = await store.bridge.request('files.pickPaths', { kind });
    if (reply.kind === 'failed') return store.report(reply.failure);
    if (!reply.value.isSupported) return setHasDialog(false);
    if (reply.value.paths.length > 0) onScan({ kind: 'paths', paths: reply.value.paths });
  }

  return (
    <div className="start-view">
      <div className="start-content">
        <div className="start-head">
          <CanaryMark />
          <div>
            <h1>{files.title}</h1>
            <p>{files.intro}</p>
          </div>
          {onBack !== null && (
            <button type="button" className="button" onClick={onBack}>
              <Icon name="back" />
              {files.back}
            </button>
          )}
        </div>
        <div className="start-columns">
          <section className={isOver ? 'card drop-zone is-over' : 'card drop-zone'} aria-labelledby={`${id}-choose`}>
            <h2 id={`${id}-choose`} className={hasDialog ? 'visually-hidden' : undefined}>
              {files.choose}
            </h2>
            {hasDialog ? (
              <>
                <span className="drop-icon">
                  <Icon name="drop" />
                </span>
                <p className="drop-words">{isOver ? files.dropNow : files.drop}</p>
                <div className="drop-buttons">
                  <button type="button" className="button" disabled={isBusy} onClick={() => void pick('files')}>
                    <Icon name="file" />
                    {files.pickFiles}
                  </button>
                  <button type="button" className="button" disabled={isBusy} onClick={() => void pick('folder')}>
                    <Icon name="folder" />
                    {files.pickFolder}
                  </button>
                </div>
              </>
            ) : (
              <>
                {isPathless && (
                  <p className="notice is-warning" role="alert">
                    <Icon name="info" className="notice-icon" />
                    <span className="notice-text">{files.dropHasNoPath}</span>
                  </p>
                )}
                <PathForm
                  label={files.path}
                  action={files.scan}
                  example="/home/me/Downloads"
                  hint={files.pathHint}
                  isPrimary
                  isBusy={isBusy}
                  onSubmit={(path) => onScan({ kind: 'paths', paths: [path] })}
                />
              </>
            )}
            <p className="hint">{files.keepsPrivate}</p>
          </section>
          <div className="start-side">
            <section className="card" aria-labelledby={`${id}-processes`}>
              <h2 id={`${id}-processes`}>{files.processes}</h2>
              <p className="hint">{files.processesHint}</p>
              <button type="button" className="button" disabled={isBusy} onClick={() => onScan({ kind: 'processes' })}>
                <Icon name="program" />
                {files.scanProcesses}
              </button>
            </section>
            {clusters !== null && clusters.clusters.length > 0 && (
              <section className="card" aria-labelledby={`${id}-known`}>
                <h2 id={`${id}-known`}>{files.known}</h2>
                <p className="hint">
                  {files.knownCount(clusters.clusters.length, format.count(clusters.clusters.length))}
                </p>
                <button type="button" className="button" onClick={onShowClusters}>
                  <Icon name="cluster" />
                  {files.showKnown}
                </button>
              </section>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
