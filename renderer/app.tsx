import { Activity, useEffect, useMemo, useState, type ReactElement } from 'react';
import { createFormat } from '../shared/format';
import { chooseLanguage, messagesFor } from '../shared/messages';
import { ComputerView } from './computer/computer-view';
import { nameDevice } from './devices/describe-device';
import { DevicesView } from './devices/devices-view';
import { FilesView } from './files/files-view';
import { useKeptFocus } from './state/use-kept-focus';
import { useStore } from './state/store';
import { WindowContext } from './state/window-context';
import type { WindowStore } from './state/window-store';
import { useSection } from './state/use-section';
import { useTheme } from './state/use-theme';
import { AboutDialog } from './views/about-dialog';
import { Banners } from './views/banners';
import { type AskedConnections, ConnectionsView } from './views/connections-view';
import { FooterBar } from './views/footer-bar';
import { HeaderBar } from './views/header-bar';
import { SettingsDialog } from './views/settings-dialog';
import { StartView } from './views/start-view';
import { StatusPanel } from './views/status-panel';

/** The whole window. */
export function App({ store }: { store: WindowStore }): ReactElement {
  const languageSetting = useStore(store.host, (host) => host.settings?.language ?? 'system');
  const themeSetting = useStore(store.host, (host) => host.settings?.theme ?? 'system');
  const sessionState = useStore(store.live, (live) => live.session?.state ?? null);
  const section = useSection();
  const [isChoosing, setIsChoosing] = useState(false);
  /** What another section asked to show. */
  const [asked, setAsked] = useState<AskedConnections | null>(null);
  const [openDialog, setOpenDialog] = useState<'settings' | 'about' | null>(null);
  const language = chooseLanguage(languageSetting, navigator.languages);
  const context = useMemo(
    () => ({ store, messages: messagesFor(language), format: createFormat(language) }),
    [store, language],
  );
  const isIdle = sessionState === 'idle';
  const isStartShown = isIdle || isChoosing;

  function showConnections(wanted: AskedConnections): void {
    setIsChoosing(false);
    setAsked(wanted);
    location.hash = '#connections';
  }

  useTheme(themeSetting);
  useKeptFocus();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <WindowContext value={context}>
      <div className="window">
        <HeaderBar
          section={section}
          isChoosingSource={isStartShown}
          onChooseSource={() => setIsChoosing(true)}
          onOpenSettings={() => setOpenDialog('settings')}
          onOpenAbout={() => setOpenDialog('about')}
        />
        <main className="window-main">
          {/* The section that is not shown keeps its filter and its chosen row. */}
          <Activity mode={section === 'connections' ? 'visible' : 'hidden'}>
            {!isStartShown && <StatusPanel />}
            <Banners />
            {isStartShown ? (
              <StartView
                onBack={isIdle ? null : () => setIsChoosing(false)}
                onStarting={() => setIsChoosing(true)}
                onStarted={() => setIsChoosing(false)}
              />
            ) : (
              sessionState !== null && <ConnectionsView asked={asked} onShown={() => setAsked(null)} />
            )}
          </Activity>
          <Activity mode={section === 'devices' ? 'visible' : 'hidden'}>
            <DevicesView
              onOpenDevice={(device) =>
                showConnections({ kind: 'device', name: nameDevice(device), addresses: device.addresses })
              }
            />
          </Activity>
          <Activity mode={section === 'files' ? 'visible' : 'hidden'}>
            <FilesView />
          </Activity>
          <Activity mode={section === 'computer' ? 'visible' : 'hidden'}>
            <ComputerView
              onOpenConnection={(key) => showConnections({ kind: 'connection', key })}
              onOpenSettings={() => setOpenDialog('settings')}
            />
          </Activity>
        </main>
        {section === 'connections' && <FooterBar />}
        {openDialog === 'settings' && <SettingsDialog onClose={() => setOpenDialog(null)} />}
        {openDialog === 'about' && <AboutDialog onClose={() => setOpenDialog(null)} />}
      </div>
    </WindowContext>
  );
}
