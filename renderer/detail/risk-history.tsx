import type { ReactElement } from 'react';
import type { ConnectionDetail } from '../../shared/contract';
import { useWindow } from '../state/window-context';

const width = 400;
const height = 64;

/** How the risk moved over the connection's life: steps, since a score holds until the next. */
export function RiskHistory({ detail }: { detail: ConnectionDetail }): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.detail;
  const history = detail.riskHistory;
  if (history.length < 2) {
    return (
      <section className="detail-section">
        <h3>{text.riskHistory}</h3>
        <p className="placeholder">{text.riskHistoryEmpty}</p>
      </section>
    );
  }
  const first = history[0];
  const last = history[history.length - 1];
  const endSeconds = Math.max(last.atSeconds, detail.durationMs / 1000, 0.001);
  const x = (seconds: number): string => ((seconds / endSeconds) * width).toFixed(1);
  const y = (risk: number): string => (height - 2 - risk * (height - 4)).toFixed(1);
  const line = history
    .slice(1)
    .reduce(
      (path, point) => `${path}H${x(point.atSeconds)}V${y(point.risk)}`,
      `M${x(first.atSeconds)} ${y(first.risk)}`,
    );
  const whole = `${line}H${width}`;
  return (
    <section className="detail-section">
      <h3>{text.riskHistory}</h3>
      <div className="risk-history">
        <span className="risk-history-scale" aria-hidden="true">
          <span>{format.percent(1)}</span>
          <span>{format.percent(0)}</span>
        </span>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={text.riskHistorySummary(format.risk(first.risk), format.risk(last.risk))}
        >
          <path className="risk-history-grid" d={`M0 ${y(1)}H${width}M0 ${y(0.5)}H${width}M0 ${y(0)}H${width}`} />
          <path className={`risk-history-area is-${detail.verdict}`} d={`${whole}V${height}H${x(first.atSeconds)}Z`} />
          <path className={`risk-history-line is-${detail.verdict}`} d={whole} />
        </svg>
        <span className="risk-history-time" aria-hidden="true">
          <span>0</span>
          <span>{format.duration(endSeconds * 1000)}</span>
        </span>
      </div>
    </section>
  );
}
