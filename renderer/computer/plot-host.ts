import uPlot from 'uplot';
import type { Format } from '../../shared/format';
import type { HistoryColumns } from './lay-out-history';

/** What the plot shows at one time. */
export interface HostPlotView {
  readonly columns: HistoryColumns;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly ticks: readonly number[];
  /** Watts at idle, drawn as a dashed line; null where it is not known. */
  readonly idleWatts: number | null;
}

/** A plot that stays while its figures change. */
export interface HostPlot {
  update(view: HostPlotView): void;
  resize(): void;
  destroy(): void;
}

/** Width of each axis in pixels; the strips below leave the same room. */
export const axisPixels = 46;
/** Room to the right where no axis stands there. */
export const edgePixels = 12;

/** Draws processor and power into an element, in the colours its style sheet gives it. `onPoint` hears the index pointed at. */
export function plotHost(
  element: HTMLElement,
  first: HostPlotView,
  hasWatts: boolean,
  format: Format,
  onPoint: (index: number | null) => void,
): HostPlot {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  let view = first;
  const axis: uPlot.Axis = {
    stroke: colour('--ink-2'),
    font: `11px ${style.fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    size: axisPixels,
    gap: 6,
  };
  const line = (name: string, scale: string): uPlot.Series => ({
    scale,
    label: name,
    stroke: colour(name),
    width: 1.8,
    points: { show: false },
  });
  const data = (): uPlot.AlignedData => {
    const { seconds, cpu, watts } = view.columns;
    return hasWatts ? [seconds, cpu, watts] : [seconds, cpu];
  };
  const plot = new uPlot(
    {
      width: element.clientWidth,
      height: element.clientHeight,
      padding: [8, hasWatts ? 0 : edgePixels, 4, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: {
        x: { time: false, range: () => [view.fromSeconds, view.toSeconds] },
        cpu: { range: () => [0, 1] },
        watts: { range: () => [0, highestWatts(view)] },
      },
      axes: [
        { ...axis, size: 0, splits: () => [...view.ticks], values: (_u, ticks) => ticks.map(() => '') },
        {
          ...axis,
          scale: 'cpu',
          splits: () => [0, 0.25, 0.5, 0.75, 1],
          values: (_u, ticks) => ticks.map((tick) => format.percent(tick)),
        },
        ...(hasWatts
          ? [
              {
                ...axis,
                scale: 'watts',
                side: 1 as const,
                grid: { show: false },
                splits: () => [0, 0.25, 0.5, 0.75, 1].map((share) => share * highestWatts(view)),
                values: (_u: uPlot, ticks: number[]) => ticks.map((tick) => `${format.decimal(tick, 0)} W`),
              },
            ]
          : []),
      ],
      series: [
        {},
        { ...line('--plot-cpu', 'cpu'), fill: `color-mix(in srgb, ${colour('--plot-cpu')} 14%, transparent)` },
        ...(hasWatts ? [line('--plot-watts', 'watts')] : []),
      ],
      hooks: {
        draw: [(u) => hasWatts && view.idleWatts !== null && drawIdle(u, view.idleWatts, colour('--plot-watts'))],
        setCursor: [(u) => onPoint(u.cursor.idx ?? null)],
      },
    },
    data(),
    element,
  );
  return {
    update(next) {
      view = next;
      plot.setData(data());
    },
    resize: () => plot.setSize({ width: element.clientWidth, height: element.clientHeight }),
    destroy: () => plot.destroy(),
  };
}

/** A round number above all watts, so that the axis stays while they move. */
function highestWatts({ columns, idleWatts }: HostPlotView): number {
  const most = columns.watts.reduce<number>((high, watts) => Math.max(high, watts ?? 0), idleWatts ?? 0);
  const step = most > 200 ? 100 : most > 40 ? 20 : 8;
  return Math.max(step, Math.ceil((most * 1.1) / step) * step);
}

function drawIdle(u: uPlot, idleWatts: number, colour: string): void {
  const y = Math.round(u.valToPos(idleWatts, 'watts', true));
  const { ctx, bbox } = u;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
