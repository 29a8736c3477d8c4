import type { ReactElement } from 'react';
import { FailureNotice } from '../controls/failure-notice';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { EngineNotice } from '../views/engine-notice';
import { BaselinePicture } from './baseline-picture';
import { ComputerStatus } from './computer-status';
import { CoreBars } from './core-bars';
import { EnergyCost } from './energy-cost';
import { PowerList } from './power-list';
import { ProcessTable } from './process-table';
import { Timeline } from './timeline';
import { useFlaggedOwners } from './use-flagged-owners';
import { useHostReport } from './use-host-report';

interface ComputerViewProps {
  readonly onOpenConnection: (key: string) => void;
  readonly onOpenSettings: () => void;
}

/** This computer: what its programs, its processor and its power do beside the connections that were flagged. */
export function ComputerView({ onOpenConnection, onOpenSettings }: ComputerViewProps): ReactElement {
  const { store, messages } = useWindow();
  const report = useHostReport(store);
  const failure = useStore(store.host, (host) => host.failure);
  const owners = useFlaggedOwners(store.bridge, report?.activity ?? []);
  return (
    <div className="computer-view">
      <ComputerStatus report={report} />
      <div className="banners">
        <EngineNotice />
        {failure !== null && <FailureNotice failure={failure} onDismiss={() => store.report(null)} />}
      </div>
      {report === null ? (
        <p className="computer-loading placeholder">{messages.host.loading}</p>
      ) : (
        <div className="computer-cards">
          <Timeline report={report} onOpen={onOpenConnection} />
          <div className="computer-column">
            <ProcessTable report={report} owners={owners} />
            <BaselinePicture report={report} />
          </div>
          <div className="computer-column">
            <PowerList power={report.power} onOpenSettings={onOpenSettings} />
            <CoreBars cpu={report.cpu} />
            <EnergyCost report={report} onOpenSettings={onOpenSettings} />
          </div>
        </div>
      )}
    </div>
  );
}
