import type { ReactElement } from 'react';
import { explainWarning } from '../../shared/failure-text';
import { FailureNotice } from '../controls/failure-notice';
import { Icon } from '../controls/icon';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';

/** What must not be overlooked: the engine is down, the session failed, a request failed, the source warns. */
export function Banners(): ReactElement {
  const { store, messages, format } = useWindow();
  const engine = useStore(store.host, (host) => host.engine);
  const failure = useStore(store.host, (host) => host.failure);
  const sessionFailure = useStore(store.live, (live) => live.session?.failure ?? null);
  const warnings = useStore(store.live, (live) => live.session?.warnings ?? null);
  const isServed = useStore(store.host, (host) => host.about?.host === 'serve');
  // A page knows only that the server is silent, whatever became of it.
  const isLost = isServed && engine.state !== 'starting';
  return (
    <div className="banners">
      {engine.state !== 'running' && (
        <div className="notice is-engine" role="alert">
          <Icon name="warning" className="notice-icon" />
          <div className="notice-text">
            <strong>{isLost ? messages.engine.lost : messages.engine[engine.state]}</strong>
            {engine.exitCode != null && <p>{messages.engine.exitCode(engine.exitCode)}</p>}
          </div>
        </div>
      )}
      {sessionFailure !== null && <FailureNotice failure={sessionFailure} />}
      {failure !== null && failure.message !== sessionFailure?.message && (
        <FailureNotice failure={failure} onDismiss={() => store.report(null)} />
      )}
      {warnings !== null && warnings.length > 0 && (
        <div className="notice is-warning">
          <Icon name="info" className="notice-icon" />
          <ul className="notice-text">
            {warnings.map((warning) => (
              <li key={warning.text}>{explainWarning(warning, format.language)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
