import { useEffect, useRef, type ReactElement } from 'react';
import { useWindow } from '../state/window-context';
import { plotHost, type HostPlot, type HostPlotView } from './plot-host';

interface HostPlotBoxProps {
  readonly view: HostPlotView;
  readonly hasWatts: boolean;
  /** Hears which point the mouse is at, or null. */
  readonly onPoint: (index: number | null) => void;
  /** Hears whether there is little room for labels. */
  readonly onNarrow: (isNarrow: boolean) => void;
}

/** Below this many pixels, labels of every five minutes would touch. */
const narrowPixels = 560;

/** The frame of the plot: draws it anew for other colours, and updates it for other figures. */
export function HostPlotBox({ view, hasWatts, onPoint, onNarrow }: HostPlotBoxProps): ReactElement {
  const { messages, format } = useWindow();
  const { timeline } = messages.host;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<HostPlot | null>(null);
  const newest = useRef(view);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const draw = (): void => {
      plot.current?.destroy();
      plot.current = plotHost(element, newest.current, hasWatts, format, onPoint);
    };
    draw();
    const resizing = new ResizeObserver(() => {
      plot.current?.resize();
      onNarrow(element.clientWidth < narrowPixels);
    });
    resizing.observe(element);
    const recolouring = new MutationObserver(draw);
    recolouring.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      resizing.disconnect();
      recolouring.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [hasWatts, format, onPoint, onNarrow]);

  useEffect(() => {
    newest.current = view;
    plot.current?.update(view);
  }, [view]);

  const { cpu, watts } = view.columns;
  const parts = [
    timeline.summary(...extent(cpu, format.percent)),
    hasWatts ? timeline.summaryWatts(...extent(watts, format.watts)) : timeline.noWatts,
  ];
  return <div ref={box} className="host-plot" role="img" aria-label={parts.join(' ')} />;
}

/** The lowest and the highest figure, in words. */
function extent(values: readonly (number | null)[], say: (value: number) => string): [low: string, high: string] {
  const known = values.filter((value) => value !== null);
  return [say(Math.min(...known)), say(Math.max(...known))];
}
