import { useState, type ReactElement } from 'react';
import type { ScanRequest } from '../../shared/file-scan';
import { FailureNotice } from '../controls/failure-notice';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { EngineNotice } from '../views/engine-notice';
import { ClusterDialog, type OpenCluster } from './cluster-dialog';
import { FileResults } from './file-results';
import { FilesStart } from './files-start';
import { ScanStatus } from './scan-status';
import { SkippedFiles } from './skipped-files';
import { useClusterList } from './use-cluster';
import { useFileDrop } from './use-file-drop';
import { useScan } from './use-scan';

/** Files compared with known miners: choosing them, the scan, its results, and the clusters behind them. */
export function FilesView(): ReactElement {
  const { store } = useWindow();
  const { scan, rows } = useStore(store.files, (files) => files);
  const failure = useStore(store.host, (host) => host.failure);
  const clusters = useClusterList(store.bridge);
  const [isChoosing, setIsChoosing] = useState(false);
  const [openCluster, setOpenCluster] = useState<OpenCluster | null>(null);
  const { isBusy, start, stop } = useScan();
  const { isOver, isPathless, handlers } = useFileDrop(scan.state !== 'running' && !isBusy, (paths) => {
    void begin({ kind: 'paths', paths });
  });
  const isIdle = scan.state === 'idle';
  const isStartShown = isIdle || isChoosing;

  async function begin(request: ScanRequest): Promise<void> {
    if (await start(request)) setIsChoosing(false);
  }

  return (
    <div className={isOver ? 'files-view is-over' : 'files-view'} {...handlers}>
      {!isStartShown && (
        <ScanStatus
          scan={scan}
          isBusy={isBusy}
          onCancel={() => void stop()}
          onAgain={() => scan.request !== null && void begin(scan.request)}
          onOther={() => setIsChoosing(true)}
        />
      )}
      <div className="banners">
        <EngineNotice />
        {failure !== null && <FailureNotice failure={failure} onDismiss={() => store.report(null)} />}
        {!isStartShown && scan.failure !== null && <FailureNotice failure={scan.failure} />}
        {!isStartShown && <SkippedFiles scan={scan} />}
      </div>
      {isStartShown ? (
        <FilesStart
          clusters={clusters}
          isBusy={isBusy}
          isOver={isOver}
          isPathless={isPathless}
          onBack={isIdle ? null : () => setIsChoosing(false)}
          onScan={(request) => void begin(request)}
          onShowClusters={() => clusters !== null && setOpenCluster({ id: clusters.clusters[0].id, tlsh: null })}
        />
      ) : (
        <FileResults scan={scan} rows={rows} onOpenCluster={setOpenCluster} />
      )}
      {openCluster !== null && (
        <ClusterDialog
          open={openCluster}
          clusters={clusters}
          onChoose={(id) => setOpenCluster({ ...openCluster, id })}
          onClose={() => setOpenCluster(null)}
        />
      )}
    </div>
  );
}
