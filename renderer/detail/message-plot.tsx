import { useEffect, useRef, type ReactElement } from 'react';
import type uPlot from 'uplot';
import type { ConnectionDetail } from '../../shared/contract';
import { useWindow } from '../state/window-context';
import { plotMessages } from './plot-messages';

/** Message sizes over time, up above and down below the middle line, with the moment of the verdict. */
export function MessagePlot({ detail }: { detail: ConnectionDetail }): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.detail;
  const { messages: points, firstFlagged } = detail;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const isEmpty = points.length === 0;
  const flaggedSeconds = firstFlagged === null ? null : firstFlagged.afterMs / 1000;
  const up = points.filter((point) => point.bytes > 0);
  const largest = points.reduce((most, point) => Math.max(most, Math.abs(point.bytes)), 0);

  useEffect(() => {
    const element = box.current;
    if (element === null || isEmpty) return;
    const draw = (): void => {
      plot.current?.destroy();
      plot.current = plotMessages(element, points, flaggedSeconds, format);
    };
    draw();
    const resizing = new ResizeObserver(() =>
      plot.current?.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    resizing.observe(element);
    const recolouring = new MutationObserver(draw);
    recolouring.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      resizing.disconnect();
      recolouring.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [points, isEmpty, flaggedSeconds, format]);

  return (
    <section className="detail-section">
      <h3>{text.messages}</h3>
      {isEmpty ? (
        <p className="placeholder">{text.messagesEmpty}</p>
      ) : (
        <>
          <ul className="plot-legend">
            <li className="is-up">{text.messagesUp}</li>
            <li className="is-down">{text.messagesDown}</li>
            {flaggedSeconds !== null && <li className="is-flagged">{text.flaggedMark}</li>}
          </ul>
          <div
            ref={box}
            className="message-plot"
            role="img"
            aria-label={text.messagesSummary(
              up.length,
              format.count(up.length),
              format.count(points.length - up.length),
              format.bytes(largest),
            )}
          />
          <p className="hint">{text.messagesHint}</p>
        </>
      )}
    </section>
  );
}
