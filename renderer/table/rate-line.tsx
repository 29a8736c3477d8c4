import type { ReactElement } from 'react';
import { Sparkline } from '../controls/sparkline';
import { useWindow } from '../state/window-context';

/** The contract's `rate` holds at most this many values. */
const rateSteps = 32;

/** A connection's recent bytes per second as a line and its newest value in words. */
export function RateLine({ values, isActive }: { values: readonly number[]; isActive: boolean }): ReactElement {
  const { format } = useWindow();
  const latest = isActive && values.length > 0 ? values[values.length - 1] : 0;
  return (
    <>
      <Sparkline values={values} capacity={rateSteps} />
      <span className="rate-text">{format.bytesPerSecond(latest)}</span>
    </>
  );
}
