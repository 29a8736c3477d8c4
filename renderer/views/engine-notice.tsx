import type { ReactElement } from 'react';
import { Icon } from '../controls/icon';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';

/** Says that the engine is down; nothing while it runs. */
export function EngineNotice(): ReactElement | null {
  const { store, messages } = useWindow();
  const engine = useStore(store.host, (host) => host.engine);
  const isServed = useStore(store.host, (host) => host.about?.host === 'serve');
  if (engine.state === 'running') return null;
  // A page knows only that the server is silent, whatever became of it.
  const isLost = isServed && engine.state !== 'starting';
  return (
    <div className="notice is-engine" role="alert">
      <Icon name="warning" className="notice-icon" />
      <div className="notice-text">
        <strong>{isLost ? messages.engine.lost : messages.engine[engine.state]}</strong>
        {engine.exitCode != null && <p>{messages.engine.exitCode(engine.exitCode)}</p>}
      </div>
    </div>
  );
}
