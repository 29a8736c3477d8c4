import type { ReactElement } from 'react';
import type { Baseline, HostReport } from '../../shared/host';
import type { Format } from '../../shared/format';
import type { Messages } from '../../shared/messages';
import { powerReferences, referenceIdleWatts } from '../../shared/power-references';
import { useWindow } from '../state/window-context';

/** A bar: how many times its own idle power a machine draws. */
interface Bar {
  readonly name: string;
  readonly kind: 'now' | 'idle' | 'study' | 'study-mining';
  /** null: not known; `why` says so. */
  readonly watts: number | null;
  readonly ratio: number | null;
  readonly why: string;
}

/** This computer beside its own idle level, and the study's measurements beside theirs. */
export function BaselinePicture({ report }: { report: HostReport }): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.host.baseline;
  const { power, baseline } = report;
  const bars = layOutBars(report, messages);
  const highest = Math.max(4, ...bars.map(({ ratio }) => (ratio === null ? 0 : Math.ceil(ratio))));
  const step = highest <= 6 ? 1 : highest <= 12 ? 2 : Math.ceil(highest / 6);
  const scale: number[] = [];
  for (let ratio = 0; ratio <= highest; ratio += step) scale.push(ratio);
  return (
    <section className="card baseline" aria-labelledby="baseline-title">
      <h2 id="baseline-title">{text.title}</h2>
      <p className="hint">{text.hint}</p>
      <ul className="baseline-bars">
        {bars.map((bar) => (
          <li key={bar.name} className={`baseline-bar is-${bar.kind}`}>
            <span className="baseline-name">{bar.name}</span>
            <span className="baseline-track" aria-hidden="true">
              {scale.map((ratio) => (
                <span
                  key={ratio}
                  className={ratio === 1 ? 'baseline-grid is-idle-mark' : 'baseline-grid'}
                  style={{ left: `${(ratio / highest) * 100}%` }}
                />
              ))}
              {bar.ratio !== null && (
                <span className="baseline-fill" style={{ transform: `scaleX(${Math.min(1, bar.ratio / highest)})` }} />
              )}
            </span>
            <span className="baseline-figure">
              {bar.watts === null ? (
                <span className="hint">{bar.why}</span>
              ) : (
                <>
                  <strong>{format.watts(bar.watts)}</strong>
                  <span className="hint">
                    {bar.ratio === null ? bar.why : text.times(format.decimal(bar.ratio, 1))}
                  </span>
                </>
              )}
            </span>
          </li>
        ))}
        <li className="baseline-bar is-scale" aria-hidden="true">
          <span className="baseline-track">
            {scale.map((ratio) => (
              <span key={ratio} className="baseline-tick" style={{ left: `${(ratio / highest) * 100}%` }}>
                {format.count(ratio)}×
              </span>
            ))}
          </span>
        </li>
      </ul>
      <p className="hint">{notesOf(baseline, power, messages, format).join(' ')}</p>
    </section>
  );
}

function layOutBars({ power, baseline }: HostReport, messages: Messages): Bar[] {
  const { baseline: text, notAvailable } = messages.host;
  const now = power.total.kind === 'unavailable' ? null : power.total.watts;
  const { idleWatts } = baseline;
  const idleWhy = baseline.state === 'learning' ? text.noIdleYet : notAvailable;
  return [
    {
      name: text.now,
      kind: 'now',
      watts: now,
      ratio: now === null || idleWatts === null ? null : now / idleWatts,
      why: now === null ? notAvailable : idleWhy,
    },
    { name: text.idle, kind: 'idle', watts: idleWatts, ratio: idleWatts === null ? null : 1, why: idleWhy },
    ...powerReferences.map(({ kind, watts, hashesPerSecond }): Bar => ({
      name: text.references[kind],
      kind: hashesPerSecond === null ? 'study' : 'study-mining',
      watts,
      ratio: watts / referenceIdleWatts,
      why: '',
    })),
  ];
}

function notesOf(baseline: Baseline, power: HostReport['power'], messages: Messages, format: Format): string[] {
  const { baseline: text } = messages.host;
  const notes = [text.limits];
  if (power.scope === 'processor') notes.unshift(text.processorOnly);
  if (power.total.kind === 'estimated') notes.unshift(text.estimated);
  if (baseline.state === 'learning') {
    const { quietSeconds, neededSeconds } = baseline;
    notes.unshift(text.learning(format.duration(quietSeconds * 1000), format.duration(neededSeconds * 1000)));
  }
  if (baseline.state === 'unavailable') notes.unshift(text.noIdle);
  return notes;
}
