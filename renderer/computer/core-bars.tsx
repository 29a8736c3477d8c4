import type { ReactElement } from 'react';
import type { HostReport } from '../../shared/host';
import { useWindow } from '../state/window-context';

/** How busy each core is. */
export function CoreBars({ cpu }: { cpu: HostReport['cpu'] }): ReactElement {
  const { messages, format } = useWindow();
  const { power, reasons } = messages.host;
  return (
    <section className="card" aria-labelledby="cores-title">
      <h2 id="cores-title">{power.cores}</h2>
      {cpu.perCore.length === 0 ? (
        <p className="placeholder">
          {power.noCores} {reasons[cpu.reason ?? 'not-supported']}
        </p>
      ) : (
        <ol className="core-bars">
          {cpu.perCore.map((share, core) => (
            <li key={core}>
              <span>{power.core(format.count(core + 1))}</span>
              <span className="use-track" aria-hidden="true">
                <span className="use-fill" style={{ transform: `scaleX(${Math.min(1, Math.max(0, share))})` }} />
              </span>
              <span className="core-share">{format.percent(share)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
