import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram } from './start-program';

/** microsocks on 1080 and tinyproxy on 8888, at every address of the site. */
export function startProxies(folder: string): void {
  startProgram('microsocks', ['-i', '0.0.0.0', '-p', '1080']);
  const settings = join(folder, 'tinyproxy.conf');
  writeFileSync(
    settings,
    ['Port 8888', 'Listen 0.0.0.0', 'Timeout 36000', 'MaxClients 1000', 'LogLevel Critical', ''].join('\n'),
  );
  startProgram('tinyproxy', ['-d', '-c', settings]);
}
