/** Packages the app into dist/test/ for this system, unsigned, with whichever Electron can be had. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Platform, build } from 'electron-builder';
import config from './electron-builder.config.mjs';
import { obtainTestElectron } from './fetch-electron-stand-in.mjs';
import { electronVersion } from './find-electron.mjs';
import { isFresh, markFresh, root } from './freshness.mjs';

const output = 'dist/test';
const executables = [
  'linux-unpacked/kanaria',
  'mac/Kanaria.app/Contents/MacOS/Kanaria',
  'mac-arm64/Kanaria.app/Contents/MacOS/Kanaria',
  'win-unpacked/kanaria.exe',
];

/**
 * The packaged app's executable, or null.
 * @returns {string | null}
 */
export function packagedExecutable() {
  const files = executables.map((file) => path.join(root, output, file));
  return files.find((file) => existsSync(file)) ?? null;
}

/** Packages out/ unless that was done since the sources changed; says so in a sentence where no Electron can be had. */
export async function packageForTests() {
  if (packagedExecutable() !== null && isFresh(`${output}/.packaged`)) return;
  const electronDist = await obtainTestElectron();
  if (electronDist === null) {
    console.log('The app was not packaged: no Electron for this system can be had.');
    return;
  }
  const began = new Date();
  await build({
    targets: Platform.current().createTarget('dir'),
    config: {
      ...config,
      directories: { ...config.directories, output },
      electronDist,
      electronVersion: electronVersion(electronDist),
      // No headers to build cap against; Kanaria then takes dumpcap or tcpdump.
      npmRebuild: false,
      mac: { ...config.mac, identity: null },
      // Playwright drives the main process through the inspector.
      electronFuses: { ...config.electronFuses, enableNodeCliInspectArguments: true },
    },
  });
  markFresh(`${output}/.packaged`, began);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await packageForTests();
