import type { ReactElement } from 'react';
import { CanaryMark } from '../controls/canary-mark';
import { Modal } from '../controls/modal';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';

/** Which Kanaria this is, and with which model it judges. */
export function AboutDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { store, messages } = useWindow();
  const { about } = messages;
  const known = useStore(store.host, (host) => host.about);
  return (
    <Modal title={about.title} onClose={onClose}>
      <div className="about-head">
        <CanaryMark />
        <p>{about.what}</p>
      </div>
      {known !== null && (
        <dl className="facts">
          <dt>{about.version}</dt>
          <dd>{known.version}</dd>
          <dt>{about.model}</dt>
          <dd>
            {known.model.name} {known.model.version}
          </dd>
          <dt>{about.checksum}</dt>
          <dd className="is-code is-breaking">{known.model.sha256}</dd>
          <dt>{about.host}</dt>
          <dd>{about.hosts[known.host]}</dd>
          <dt>{about.platform}</dt>
          <dd>{known.platform}</dd>
        </dl>
      )}
      <p className="hint">{about.limits}</p>
    </Modal>
  );
}
