import type { ReactElement } from 'react';

interface SparklineProps {
  /** Oldest first, none negative. */
  readonly values: readonly number[];
  /** How many values fill the width; shorter series stand at the right edge. */
  readonly capacity: number;
  readonly className?: string;
}

const width = 100;
const height = 24;

/** A small filled line, scaled to its own maximum; a flat base line when nothing passes. A decoration: say the number too. */
export function Sparkline({ values, capacity, className }: SparklineProps): ReactElement {
  const shown = values.slice(-capacity);
  const largest = Math.max(1, ...shown);
  const step = width / Math.max(1, capacity - 1);
  const firstX = width - (shown.length - 1) * step;
  const points = shown.map((value, index) => {
    const y = height - 1.5 - (value / largest) * (height - 4);
    return `${(firstX + index * step).toFixed(1)} ${y.toFixed(1)}`;
  });
  return (
    <svg
      className={className === undefined ? 'sparkline' : `sparkline ${className}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="sparkline-base" d={`M0 ${height - 1}H${width}`} />
      {points.length > 1 && (
        <>
          <path
            className="sparkline-area"
            d={`M${firstX.toFixed(1)} ${height}L${points.join('L')}L${width} ${height}Z`}
          />
          <path className="sparkline-line" d={`M${points.join('L')}`} />
        </>
      )}
    </svg>
  );
}
