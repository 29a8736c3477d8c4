import { useId, useState, type ReactElement } from 'react';
import type { ClusterList } from '../../shared/file-scan';
import { CopyButton } from '../controls/copy-button';
import { FailureNotice } from '../controls/failure-notice';
import { Modal } from '../controls/modal';
import { useWindow } from '../state/window-context';
import { ClusterMembers } from './cluster-members';
import { ClusterPicture } from './cluster-picture';
import { useCluster } from './use-cluster';

/** Which cluster is laid open, and the digest of the file to place in it. */
export interface OpenCluster {
  readonly id: string;
  readonly tlsh: string | null;
}

interface ClusterDialogProps {
  readonly open: OpenCluster;
  readonly clusters: ClusterList | null;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}

/** A cluster of known miners laid open: its centre, its members and their distances, and the scanned file among them. */
export function ClusterDialog({ open, clusters, onChoose, onClose }: ClusterDialogProps): ReactElement {
  const { store, messages, format } = useWindow();
  const text = messages.files.cluster;
  const { cluster, failure } = useCluster(store.bridge, open.id, open.tlsh);
  const [pointed, setPointed] = useState<number | null>(null);
  const id = useId();
  return (
    <Modal title={text.title} isWide onClose={onClose}>
      {clusters !== null && clusters.clusters.length > 1 && (
        <div className="field">
          <label htmlFor={`${id}-choose`}>{text.choose}</label>
          <select
            id={`${id}-choose`}
            className="input"
            value={open.id}
            onChange={(event) => {
              setPointed(null);
              onChoose(event.target.value);
            }}
          >
            {clusters.clusters.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {`${entry.id} · ${text.memberCount(entry.members, format.count(entry.members))}`}
              </option>
            ))}
          </select>
        </div>
      )}
      {failure !== null && <FailureNotice failure={failure} />}
      {cluster === null && failure === null && <p className="placeholder">{text.loading}</p>}
      {cluster !== null && (
        <div className="cluster-view">
          <figure>
            <ClusterPicture cluster={cluster} pointed={pointed} onPoint={setPointed} />
            <figcaption className="hint">{text.pictureHint(format.count(cluster.limit))}</figcaption>
          </figure>
          <div className="cluster-words">
            <h3>{cluster.id}</h3>
            <dl className="facts">
              <dt>{text.members}</dt>
              <dd>{format.count(cluster.members)}</dd>
              <dt title={text.radiusHint}>{text.radius}</dt>
              <dd>{format.count(cluster.radius)}</dd>
              <dt>{text.firstSeen}</dt>
              <dd>{cluster.firstSeen ?? messages.files.table.unknown}</dd>
              <dt>{text.centre}</dt>
              <dd className="digest">
                <code className="is-code is-breaking">{cluster.centre}</code>
                <CopyButton text={cluster.centre} label={text.copyCentre} />
              </dd>
            </dl>
            <ClusterMembers cluster={cluster} pointed={pointed} onPoint={setPointed} />
          </div>
        </div>
      )}
    </Modal>
  );
}
