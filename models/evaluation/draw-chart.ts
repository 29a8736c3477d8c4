/** Line charts as SVG. */

export interface Axis {
  readonly label: string;
  readonly isLog: boolean;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly (readonly [value: number, text: string])[];
}

export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly isDashed?: boolean;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** Dots on the points as well. */
  readonly hasDots?: boolean;
  /** The line where both axes agree. */
  readonly hasDiagonal?: boolean;
}

/** Pixels around the plot. */
const margin = { left: 52, right: 18, top: 28, bottom: 42 };

/** One chart as a group whose corner is at `left`, `top`; values outside the axes are drawn on their edge. */
export function drawChart(chart: Chart, left: number, top: number, width: number, height: number): string {
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const x = (value: number): string => (placeOf(value, chart.x) * inner.width).toFixed(1);
  const y = (value: number): string => ((1 - placeOf(value, chart.y)) * inner.height).toFixed(1);
  const text = (at: string, content: string, extra = ''): string => `<text ${at}${extra}>${escapeText(content)}</text>`;
  const grid = [
    ...chart.x.ticks.map(
      ([value, name]) =>
        `<path class="grid" d="M${x(value)} 0V${inner.height}"/>${text(`x="${x(value)}" y="${inner.height + 15}" text-anchor="middle"`, name)}`,
    ),
    ...chart.y.ticks.map(
      ([value, name]) =>
        `<path class="grid" d="M0 ${y(value)}H${inner.width}"/>${text(`x="-6" y="${y(value)}" dy="4" text-anchor="end"`, name)}`,
    ),
  ];
  const diagonal = `<path class="diagonal" d="M0 ${inner.height}L${inner.width} 0"/>`;
  const lines = chart.series.flatMap(({ points, colour, isDashed }) => {
    if (points.length === 0) return [];
    const path = points.map(([px, py], at) => `${at === 0 ? 'M' : 'L'}${x(px)} ${y(py)}`).join('');
    const dash = isDashed === true ? ' stroke-dasharray="5 4"' : '';
    const dots =
      chart.hasDots === true
        ? points.map(([px, py]) => `<circle cx="${x(px)}" cy="${y(py)}" r="2.5" fill="${colour}"/>`)
        : [];
    return [`<path class="line" stroke="${colour}"${dash} d="${path}"/>`, ...dots];
  });
  return [
    `<g transform="translate(${left + margin.left} ${top + margin.top})">`,
    text('x="0" y="-12"', chart.title, ' font-weight="600"'),
    ...grid,
    chart.hasDiagonal === true ? diagonal : '',
    ...lines,
    text(`x="${inner.width / 2}" y="${inner.height + 34}" text-anchor="middle"`, chart.x.label),
    text(`x="${-inner.height / 2}" y="-38" text-anchor="middle" transform="rotate(-90)"`, chart.y.label),
    '</g>',
  ].join('\n');
}

/** The names of the series in a row from `left`, `top`. */
export function drawLegend(series: readonly Series[], left: number, top: number, step: number): string {
  return series
    .map(({ name, colour, isDashed }, at) => {
      const dash = isDashed === true ? ' stroke-dasharray="5 4"' : '';
      const from = left + at * step;
      return `<path class="line" stroke="${colour}"${dash} d="M${from} ${top}h24"/><text x="${from + 30}" y="${top + 4}">${escapeText(name)}</text>`;
    })
    .join('\n');
}

/** A whole picture on white. */
export function drawPicture(width: number, height: number, content: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Inter, DejaVu Sans, sans-serif" font-size="11" fill="#222">`,
    '<style>.grid{stroke:#ddd;fill:none}.diagonal{stroke:#999;stroke-dasharray:2 3;fill:none}.line{fill:none;stroke-width:1.8}</style>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...content,
    '</svg>\n',
  ].join('\n');
}

/** 0..1 along the axis. */
function placeOf(value: number, { isLog, from, to }: Axis): number {
  const place = isLog ? Math.log(Math.max(value, from) / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.max(0, Math.min(1, place));
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
