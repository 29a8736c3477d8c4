import type { ReactElement } from 'react';
import type { RequestName } from '../../shared/contract';
import { CanaryMark } from '../controls/canary-mark';
import { Icon } from '../controls/icon';
import { useStore } from '../state/store';
import type { Section } from '../state/use-section';
import { useWindow } from '../state/window-context';
import { SectionNav } from './section-nav';

interface HeaderBarProps {
  readonly section: Section;
  readonly isChoosingSource: boolean;
  readonly onChooseSource: () => void;
  readonly onOpenSettings: () => void;
  readonly onOpenAbout: () => void;
}

/** Name, sections, capture controls, and the way to settings. */
export function HeaderBar({
  section,
  isChoosingSource,
  onChooseSource,
  onOpenSettings,
  onOpenAbout,
}: HeaderBarProps): ReactElement {
  const { store, messages } = useWindow();
  const state = useStore(store.live, (live) => live.session?.state ?? 'idle');
  const isPaused = state === 'paused';
  const isOpen = isPaused || state === 'running' || state === 'starting';

  async function command(name: Extract<RequestName, `session.${'stop' | 'pause' | 'resume'}`>): Promise<void> {
    const reply = await store.bridge.request(name, {});
    store.report(reply.kind === 'failed' ? reply.failure : null);
  }

  return (
    <header className="header-bar">
      <div className="brand">
        <CanaryMark />
        <span className="brand-name">Kanaria</span>
      </div>
      <SectionNav section={section} />
      {section === 'connections' && !isChoosingSource && (
        <div className="header-controls">
          {isOpen && (
            <>
              <button
                type="button"
                className={isPaused ? 'button is-primary' : 'button'}
                onClick={() => void command(isPaused ? 'session.resume' : 'session.pause')}
              >
                <Icon name={isPaused ? 'play' : 'pause'} />
                {isPaused ? messages.actions.resume : messages.actions.pause}
              </button>
              <button type="button" className="button" onClick={() => void command('session.stop')}>
                <Icon name="stop" />
                {messages.actions.stop}
              </button>
            </>
          )}
          <button type="button" className="button" onClick={onChooseSource}>
            <Icon name="plus" />
            {messages.actions.newSource}
          </button>
        </div>
      )}
      <div className="header-end">
        <button
          type="button"
          className="button is-quiet is-icon"
          onClick={onOpenSettings}
          aria-label={messages.actions.settings}
          title={messages.actions.settings}
        >
          <Icon name="settings" />
        </button>
        <button
          type="button"
          className="button is-quiet is-icon"
          onClick={onOpenAbout}
          aria-label={messages.actions.about}
          title={messages.actions.about}
        >
          <Icon name="info" />
        </button>
      </div>
    </header>
  );
}
