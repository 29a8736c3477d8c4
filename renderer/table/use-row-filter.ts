import { useCallback, useState } from 'react';
import { type DeviceFilter, everyRow, type RowFilter } from './filter-rows';

/** Which rows are shown; at first all. */
export interface RowFiltering {
  readonly filter: RowFilter;
  readonly setFilter: (filter: RowFilter) => void;
  /** Only one device's, whatever was filtered before. */
  readonly showDevice: (device: DeviceFilter) => void;
}

/** The filter of a table of connections. */
export function useRowFilter(): RowFiltering {
  const [filter, setFilter] = useState<RowFilter>(everyRow);
  const showDevice = useCallback((device: DeviceFilter) => setFilter({ ...everyRow, device }), []);
  return { filter, setFilter, showDevice };
}
