import { useState, type ReactElement } from 'react';
import type { HostReport } from '../../shared/host';
import { useWindow } from '../state/window-context';
import { ActivityStrip } from './activity-strip';
import { HostPlotBox } from './host-plot-box';
import { chooseTimeTicks, layOutHistory, pastSeconds } from './lay-out-history';

interface TimelineProps {
  readonly report: HostReport;
  readonly onOpen: (key: string) => void;
}

/** Processor, power and flagged connections over the last 30 minutes, on one time axis. */
export function Timeline({ report, onOpen }: TimelineProps): ReactElement {
  const { messages, format } = useWindow();
  const { timeline } = messages.host;
  const [pointed, setPointed] = useState<number | null>(null);
  const [isNarrow, setIsNarrow] = useState(false);
  const toSeconds = Date.parse(report.at) / 1000;
  const fromSeconds = toSeconds - pastSeconds;
  const columns = layOutHistory(report.history, toSeconds);
  const ticks = chooseTimeTicks(fromSeconds, toSeconds, isNarrow);
  const hasWatts = columns.watts.some((watts) => watts !== null);
  const { idleWatts } = report.baseline;
  const shown = pointed !== null && pointed < columns.seconds.length ? pointed : columns.seconds.length - 1;
  const cpu = columns.cpu.at(shown) ?? null;
  const watts = columns.watts.at(shown) ?? null;
  const isEmpty = !hasWatts && !columns.cpu.some((value) => value !== null);
  const place = (seconds: number): number => (seconds - fromSeconds) / pastSeconds;

  return (
    <section className={hasWatts ? 'card timeline has-watts' : 'card timeline'} aria-labelledby="timeline-title">
      <h2 id="timeline-title">{timeline.title}</h2>
      <p className="hint">{timeline.hint}</p>
      {isEmpty ? (
        <p className="placeholder">{timeline.empty}</p>
      ) : (
        <>
          <ul className="timeline-legend">
            <li className="is-cpu">
              {timeline.cpu} <strong>{cpu === null ? messages.host.notAvailable : format.percent(cpu)}</strong>
              <span className="hint">{timeline.cpuHint}</span>
            </li>
            {hasWatts ? (
              <li className="is-watts">
                {timeline.watts} <strong>{watts === null ? messages.host.notAvailable : format.watts(watts)}</strong>
              </li>
            ) : (
              <li className="is-none hint">{timeline.noWatts}</li>
            )}
            {hasWatts && idleWatts !== null && (
              <li className="is-idle">
                {timeline.idle} <strong>{format.watts(idleWatts)}</strong>
              </li>
            )}
            <li className="is-none hint">
              {timeline.at(format.time(new Date(columns.seconds[shown] * 1000).toISOString()))}
            </li>
          </ul>
          <HostPlotBox
            view={{ columns, fromSeconds, toSeconds, ticks, idleWatts }}
            hasWatts={hasWatts}
            onPoint={setPointed}
            onNarrow={setIsNarrow}
          />
          <div className="timeline-axis" aria-hidden="true">
            {ticks.map((tick) => (
              <span key={tick} style={{ left: `${place(tick) * 100}%` }}>
                {format.time(new Date(tick * 1000).toISOString()).slice(0, 5)}
              </span>
            ))}
          </div>
        </>
      )}
      <h3>{timeline.activity}</h3>
      {report.activity.length === 0 ? (
        <p className="placeholder">{timeline.noActivity}</p>
      ) : (
        <>
          <ul className="activity-strips">
            {report.activity.map((activity) => (
              <ActivityStrip key={activity.key} activity={activity} ticks={ticks} place={place} onOpen={onOpen} />
            ))}
          </ul>
          <p className="hint">{timeline.activityHint}</p>
        </>
      )}
    </section>
  );
}
