import { useEffect, useId, useState, type DragEvent, type ReactElement } from 'react';
import type { SourceRequest } from '../../shared/contract';
import { CanaryMark } from '../controls/canary-mark';
import { Icon } from '../controls/icon';
import { keepAsking } from '../state/keep-asking';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { AccessNotice } from './access-notice';
import { CaptureOptions, defaultChoices } from './capture-options';
import { FileCard } from './file-card';
import { findSelected } from './find-selected';
import { InterfaceList } from './interface-list';
import { useInterfaceActivity } from './use-interface-activity';

/** How often the interfaces are asked for while they are on screen: they come and go with cables and tunnels. */
const refreshMs = 3000;

interface StartViewProps {
  /** Goes back to the connections; null when there are none. */
  readonly onBack: (() => void) | null;
  /** A source was chosen; the view stays until it has started, so that a failure is seen where it can be mended. */
  readonly onStarting: () => void;
  readonly onStarted: () => void;
}

/** Where listening begins: an interface, a capture file or the demo. */
export function StartView({ onBack, onStarting, onStarted }: StartViewProps): ReactElement {
  const { store, messages } = useWindow();
  const { start } = messages;
  const access = useStore(store.host, (host) => host.access);
  const interfaces = useStore(store.host, (host) => host.interfaces);
  const activity = useInterfaceActivity(store.bridge);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [choices, setChoices] = useState(defaultChoices);
  const [isBusy, setIsBusy] = useState(false);
  const id = useId();
  const selected = findSelected(interfaces ?? [], chosen);

  useEffect(() => {
    void store.refreshAccess();
    return keepAsking(() => store.refreshInterfaces(), refreshMs);
  }, [store]);

  function toggle(name: string): void {
    const next = new Set(chosen ?? selected);
    if (!next.delete(name)) next.add(name);
    setChosen(next);
  }

  async function begin(source: SourceRequest): Promise<void> {
    setIsBusy(true);
    onStarting();
    const reply = await store.bridge.request('session.start', source);
    setIsBusy(false);
    store.report(reply.kind === 'failed' ? reply.failure : null);
    if (reply.kind === 'ok') onStarted();
  }

  function listen(): void {
    const { filter, tool, isHeadersOnly, isPromiscuous } = choices;
    void begin({
      kind: 'interface',
      interfaces: [...selected],
      filter: filter.trim() || null,
      tool,
      isHeadersOnly,
      isPromiscuous,
    });
  }

  function openFile(path: string): void {
    void begin({ kind: 'file', path, isHeadersOnly: choices.isHeadersOnly });
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    const path = file === undefined ? undefined : window.kanariaPathOfFile?.(file);
    if (path !== undefined && path !== '') openFile(path);
  }

  return (
    <div className="start-view" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <div className="start-content">
        <div className="start-head">
          <CanaryMark />
          <div>
            <h1>{start.title}</h1>
            <p>{start.subtitle}</p>
          </div>
          {onBack !== null && (
            <button type="button" className="button" autoFocus onClick={onBack}>
              <Icon name="back" />
              {start.back}
            </button>
          )}
        </div>
        {access?.isPermitted === false && <AccessNotice access={access} />}
        <div className="start-columns">
          <section className="card" aria-labelledby={`${id}-interfaces`}>
            <h2 id={`${id}-interfaces`}>{start.interfaces}</h2>
            <p className="hint">{start.interfacesHint}</p>
            {interfaces === null ? (
              <p className="placeholder">{start.loadingInterfaces}</p>
            ) : interfaces.length === 0 ? (
              <p className="placeholder">{start.noInterfaces}</p>
            ) : (
              <InterfaceList interfaces={interfaces} activity={activity} selected={selected} onToggle={toggle} />
            )}
            <CaptureOptions access={access} choices={choices} onChange={setChoices} />
            <button
              type="button"
              className="button is-primary is-large"
              disabled={isBusy || selected.size === 0 || access?.isPermitted === false}
              onClick={listen}
              title={selected.size === 0 ? start.listenHint : undefined}
            >
              <Icon name="play" />
              {start.listen}
            </button>
          </section>
          <div className="start-side">
            <section className="card is-demo" aria-labelledby={`${id}-demo`}>
              <h2 id={`${id}-demo`}>{start.demo}</h2>
              <p className="hint">{start.demoHint}</p>
              <button type="button" className="button" disabled={isBusy} onClick={() => void begin({ kind: 'demo' })}>
                <Icon name="play" />
                {start.demoPlay}
              </button>
            </section>
            <FileCard isBusy={isBusy} onOpen={openFile} />
          </div>
        </div>
      </div>
    </div>
  );
}
