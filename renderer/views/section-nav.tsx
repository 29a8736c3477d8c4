import type { ReactElement } from 'react';
import { Icon, type IconName } from '../controls/icon';
import { useStore } from '../state/store';
import type { Section } from '../state/use-section';
import { useWindow } from '../state/window-context';

/** The way between the sections, each with what was found in it. */
export function SectionNav({ section }: { section: Section }): ReactElement {
  const { store, messages, format } = useWindow();
  const { nav } = messages;
  const mining = useStore(store.live, (live) => live.session?.mining ?? 0);
  const findings = useStore(store.files, ({ scan }) => scan.summary.veryClose + scan.summary.match);
  const isScanning = useStore(store.files, ({ scan }) => scan.state === 'running');
  const link = (name: Section, icon: IconName, count: number, countText: string, isBusy: boolean): ReactElement => (
    <a href={`#${name}`} className="section-link" aria-current={section === name ? 'page' : undefined}>
      <Icon name={icon} />
      <span className="section-name">{nav[name]}</span>
      {count > 0 && (
        <span className="section-count is-mining">
          <span aria-hidden="true">{format.count(count)}</span>
          <span className="visually-hidden">{countText}</span>
        </span>
      )}
      {isBusy && (
        <span className="section-busy" title={nav.scanning}>
          <span className="visually-hidden">{nav.scanning}</span>
        </span>
      )}
    </a>
  );
  return (
    <nav className="section-nav" aria-label={nav.label}>
      {link('connections', 'any', mining, nav.mining(mining, format.count(mining)), false)}
      {link('devices', 'device', 0, '', false)}
      {link('files', 'file', findings, nav.findings(findings, format.count(findings)), isScanning)}
      {link('computer', 'computer', 0, '', false)}
    </nav>
  );
}
