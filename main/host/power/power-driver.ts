/** One kind of power sensor. */
import type { PowerSource, Watts } from '../../../shared/host';
import { readSystemFile } from '../read-system-file';

export interface PowerDriver {
  /** Reads its sensors at a moment of a clock that never goes back, milliseconds. Never rejects. */
  read(nowMs: number): Promise<readonly PowerSource[]> | readonly PowerSource[];
}

/** A file of the system: its text, or why there is none. */
export type ReadText = { readonly kind: 'ok'; readonly text: string } | Extract<Watts, { kind: 'unavailable' }>;

/** Reads a small file of sysfs. */
export function readSensor(file: string): ReadText {
  try {
    return { kind: 'ok', text: readSystemFile(file).trim() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') return { kind: 'unavailable', reason: 'no-permission' };
    if (code === 'ENOENT' || code === 'ENODEV') return { kind: 'unavailable', reason: 'vanished' };
    return { kind: 'unavailable', reason: 'unreadable' };
  }
}

/** A file that holds one whole number; null where it does not, or can't be read. */
export function readNumber(file: string): number | null {
  const read = readSensor(file);
  return read.kind === 'ok' && /^-?\d+$/.test(read.text) ? Number(read.text) : null;
}
