import { homedir } from 'node:os';
import path from 'node:path';

/** Where settings lie by the custom of the system; the desktop app and `serve` share them. */
export function settingsFile(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(configFolder(env), 'Kanaria', 'settings.json');
}

function configFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env.APPDATA ?? path.join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support');
  return env.XDG_CONFIG_HOME || path.join(homedir(), '.config');
}
