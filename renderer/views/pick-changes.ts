import type { Settings } from '../../shared/contract';

/** Those values that differ from the known ones: to save the others would undo what another window saved meanwhile. */
export function pickChanges(known: Settings, values: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== known[name as keyof Settings]));
}
