import type { ReactElement } from 'react';
import { explainWarning } from '../../shared/failure-text';
import { FailureNotice } from '../controls/failure-notice';
import { Icon } from '../controls/icon';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { EngineNotice } from './engine-notice';

/** What must not be overlooked: the engine is down, the session failed, a request failed, the source warns. */
export function Banners(): ReactElement {
  const { store, format } = useWindow();
  const failure = useStore(store.host, (host) => host.failure);
  const sessionFailure = useStore(store.live, (live) => live.session?.failure ?? null);
  const warnings = useStore(store.live, (live) => live.session?.warnings ?? null);
  return (
    <div className="banners">
      <EngineNotice />
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
