/** The picture of an evaluation: how well it separates, how far it can be believed, how soon it speaks. */
import { rocOf } from './calibration-figures';
import { drawChart, drawLegend, drawPicture, type Axis, type Series } from './draw-chart';
import { originsOf, totalOf, type Evaluation, type Line } from './evaluation';

/** Okabe and Ito's colours, told apart by everybody. */
const colours = { real: '#d55e00', lab: '#009e73', generated: '#0072b2', disguised: '#cc79a7' };
const panel = { width: 380, height: 320 };

const shareTicks = [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => [share, `${Math.round(share * 100)} %`] as const);
const shareAxis = (label: string): Axis => ({ label, isLog: false, from: 0, to: 1, ticks: shareTicks });

/** SVG of 1,140 x 350 pixels. Full lines: models that never saw the source; dashed: the product as shipped, by rhythm alone. */
export function drawEvaluation(evaluation: Evaluation): string {
  const sets = evaluation.parts
    .filter(({ name }) => name !== 'payload' && name !== 'unseen-kinds')
    .flatMap((part) =>
      originsOf(part).map((origin) => ({
        name: `${part.name === 'held-out' ? 'left out' : 'as shipped'}, ${origin}`,
        colour: colours[origin],
        isDashed: part.name !== 'held-out',
        line: totalOf(part, origin),
      })),
    )
    .filter(({ line }) => line.tally.sessions > 0);
  const seriesBy = (pointsOf: (line: Line) => (readonly [number, number])[]): Series[] =>
    sets.map(({ line, ...style }) => ({ ...style, points: pointsOf(line) }));
  const roc = drawChart(
    {
      title: 'Sessions found against false alarms',
      x: {
        label: 'others called mining (log)',
        isLog: true,
        from: 1e-6,
        to: 1,
        ticks: [-6, -5, -4, -3, -2, -1, 0].map((power) => [
          10 ** power,
          power === 0 ? '1' : `${power === -6 ? '≤ ' : ''}1e${power}`,
        ]),
      },
      y: shareAxis('sessions found'),
      series: seriesBy(({ tally }) => rocOf(tally).map(({ falseAlarms, recall }) => [falseAlarms, recall])),
    },
    0,
    0,
    panel.width,
    panel.height,
  );
  const reliability = drawChart(
    {
      title: 'What was stated and what is true, balanced',
      x: shareAxis('stated probability'),
      y: shareAxis('share that mines'),
      series: seriesBy(({ figures }) => (figures.balanced?.curve ?? []).map(({ stated, actual }) => [stated, actual])),
      hasDots: true,
      hasDiagonal: true,
    },
    panel.width,
    0,
    panel.width,
    panel.height,
  );
  const delay = drawChart(
    {
      title: 'Seconds to an opinion from rhythm alone',
      x: {
        label: 'seconds since the first packet (log)',
        isLog: true,
        from: 5,
        to: 7200,
        ticks: [
          [10, '10'],
          [60, '60'],
          [300, '300'],
          [1800, '1800'],
          [7200, '7200'],
        ],
      },
      y: shareAxis('sessions of 60 s or longer named by then'),
      series: seriesBy(({ tally, figures }) => {
        const sorted = [...tally.rhythmSeconds].sort((one, other) => one - other);
        return thin(sorted.map((seconds, at) => [seconds, (at + 1) / figures.longSessions.all]));
      }),
    },
    2 * panel.width,
    0,
    panel.width,
    panel.height,
  );
  const styles = sets.map(({ line: _, ...style }) => ({ ...style, points: [] }));
  const legend = drawLegend(styles, 52, panel.height + 12, 170);
  return drawPicture(3 * panel.width, panel.height + 30, [roc, reliability, delay, legend]);
}

/** At most some 200 points, the last among them. */
function thin(points: (readonly [number, number])[]): (readonly [number, number])[] {
  const step = Math.ceil(points.length / 200);
  return points.filter((_, at) => at % step === 0 || at === points.length - 1);
}
