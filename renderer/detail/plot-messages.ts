import uPlot from 'uplot';
import type { MessagePoint } from '../../shared/contract';
import type { Format } from '../../shared/format';
import { chooseSizeTicks, compressSize, expandSize } from './message-scale';

/** A stem from the middle line to every value, with a dot at its end. */
function drawStems(u: uPlot, seriesIndex: number, first: number, last: number): uPlot.Series.Paths {
  const stroke = new Path2D();
  const fill = new Path2D();
  const zero = u.valToPos(0, 'size', true);
  const radius = 2.6 * devicePixelRatio;
  for (let i = first; i <= last; i += 1) {
    const value = u.data[seriesIndex][i];
    if (value == null) continue;
    const x = u.valToPos(u.data[0][i], 'x', true);
    const y = u.valToPos(value, 'size', true);
    stroke.moveTo(x, zero);
    stroke.lineTo(x, y);
    fill.moveTo(x + radius, y);
    fill.arc(x, y, radius, 0, 2 * Math.PI);
  }
  return { stroke, fill };
}

function drawFlag(u: uPlot, seconds: number, colour: string): void {
  const x = Math.round(u.valToPos(seconds, 'x', true));
  const { ctx, bbox } = u;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

/** Steps of the time axis in seconds that read well as minutes and hours. */
const roundSeconds = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
  10_800, 21_600, 43_200, 86_400,
];

function timeLabel(seconds: number, format: Format): string {
  if (seconds < 0) return '';
  return seconds === 0 ? '0' : format.duration(seconds * 1000);
}

/** Draws the messages of one connection into an element, in the colours its style sheet gives it. */
export function plotMessages(
  element: HTMLElement,
  points: readonly MessagePoint[],
  flaggedSeconds: number | null,
  format: Format,
): uPlot {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const ordered = [...points].sort((a, b) => a.atSeconds - b.atSeconds);
  const seconds = ordered.map((point) => point.atSeconds);
  const up = ordered.map((point) => (point.bytes >= 0 ? compressSize(point.bytes) : null));
  const down = ordered.map((point) => (point.bytes < 0 ? compressSize(point.bytes) : null));
  const highest = ordered.reduce((most, point) => Math.max(most, point.bytes), 100);
  const lowest = ordered.reduce((least, point) => Math.min(least, point.bytes), -100);
  const latest = Math.max(1, seconds[seconds.length - 1], flaggedSeconds ?? 0);
  const axis: uPlot.Axis = {
    stroke: colour('--ink-2'),
    font: `11px ${style.fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  const stems = (name: string): uPlot.Series => ({
    scale: 'size',
    label: name,
    paths: drawStems,
    points: { show: false },
    width: 1.4,
    stroke: colour(`--plot-${name}`),
    fill: colour(`--plot-${name}`),
  });
  return new uPlot(
    {
      width: element.clientWidth,
      height: element.clientHeight,
      padding: [6, 8, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, range: () => [-latest * 0.02, latest * 1.02] },
        size: { range: () => [compressSize(lowest * 1.2), compressSize(highest * 1.2)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 22,
          gap: 4,
          incrs: roundSeconds,
          space: 64,
          values: (_u, ticks) => ticks.map((tick) => timeLabel(tick, format)),
        },
        {
          ...axis,
          scale: 'size',
          size: 54,
          gap: 4,
          splits: () => chooseSizeTicks(lowest, highest, 7).map(compressSize),
          values: (_u, ticks) => ticks.map((tick) => (tick === 0 ? '0' : format.bytes(Math.abs(expandSize(tick))))),
        },
      ],
      series: [{}, stems('up'), stems('down')],
      hooks: {
        draw: flaggedSeconds === null ? [] : [(u) => drawFlag(u, flaggedSeconds, colour('--mining'))],
      },
    },
    [seconds, up, down],
    element,
  );
}
