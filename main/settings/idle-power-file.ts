import path from 'node:path';
import { readJsonFile, writeJsonFile } from './json-file';
import { settingsFile } from './settings-file';

/** Keeps what was learned of this machine's idle power, beside the settings. What can't be written is learned again. */
export function idlePowerFile(file = path.join(path.dirname(settingsFile()), 'idle-power.json')) {
  return {
    read: (): unknown => readJsonFile(file),
    write: (state: unknown): void => {
      try {
        writeJsonFile(file, state);
      } catch {
        // A read-only home: nothing depends on it.
      }
    },
  };
}
