/** The person's settings as a JSON file. Knows nothing of Electron. */
import { settingsSchema, type Settings } from '../../shared/contract';
import { readJsonFile, writeJsonFile } from './json-file';

/** Settings in one file, or in memory only where `file` is null. A field that cannot be read takes its default. */
export class SettingsStore {
  private settings: Settings;

  constructor(private readonly file: string | null) {
    this.settings = parseSettings(file === null ? null : readJsonFile(file));
  }

  get(): Settings {
    return this.settings;
  }

  /** Changes some fields and writes the file; returns all settings. Throws where it cannot be written. */
  set(changes: Partial<Settings>): Settings {
    const settings = settingsSchema.parse({ ...this.settings, ...changes });
    if (this.file !== null) writeJsonFile(this.file, settings);
    this.settings = settings;
    return settings;
  }
}

/** Settings out of anything: one bad field does not lose the others. */
export function parseSettings(value: unknown): Settings {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return settingsSchema.parse(isObject ? { ...value, version: 1 } : {});
}
