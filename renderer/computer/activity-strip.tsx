import type { ReactElement } from 'react';
import type { HostActivity } from '../../shared/host';
import { VerdictMark } from '../controls/verdict-mark';
import { useWindow } from '../state/window-context';
import { pastSeconds } from './lay-out-history';

interface ActivityStripProps {
  readonly activity: HostActivity;
  /** In seconds since 1970. */
  readonly ticks: readonly number[];
  /** Where a time lies between the beginning (0) and the end (1) of the axis. */
  readonly place: (seconds: number) => number;
  readonly onOpen: (key: string) => void;
}

const width = 1800;
const height = 22;
const stepSeconds = 5;

/** When one flagged connection sent something, below the plot on the same axis. */
export function ActivityStrip({ activity, ticks, place, onOpen }: ActivityStripProps): ReactElement {
  const { messages, format } = useWindow();
  const { timeline } = messages.host;
  const { key, label, program, verdict, points } = activity;
  const most = points.reduce((high, { bytes }) => Math.max(high, bytes), 1);
  const total = points.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <li className={`activity-strip is-${verdict}`}>
      <button type="button" className="activity-name" onClick={() => onOpen(key)} title={timeline.open(label)}>
        <VerdictMark verdict={verdict} />
        <span className="activity-label">{label}</span>
        {program !== null && <span className="activity-note">{program}</span>}
        <span className="activity-note">{timeline.bytes(format.bytes(total))}</span>
      </button>
      <svg className="activity-ticks" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {ticks.map((tick) => (
          <path key={tick} className="activity-grid" d={`M${(place(tick) * width).toFixed(1)} 0V${height}`} />
        ))}
        <path className="activity-base" d={`M0 ${height - 0.5}H${width}`} />
        {points.map(({ at, bytes }) => {
          const x = place(Date.parse(at) / 1000) * width;
          if (Number.isNaN(x) || x < 0 || x > width) return null;
          const tall = Math.max(3, Math.sqrt(bytes / most) * height);
          return <rect key={at} x={x} y={height - tall} width={(stepSeconds / pastSeconds) * width} height={tall} />;
        })}
      </svg>
    </li>
  );
}
