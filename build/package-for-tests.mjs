/** Program: packages out/ into dist/test/ for this system, unsigned, with whichever Electron can be had. */
import { Platform, build } from 'electron-builder';
import config from './electron-builder.config.mjs';
import { obtainTestElectron } from './fetch-electron-stand-in.mjs';
import { electronVersion } from './find-electron.mjs';
import { markFresh } from './freshness.mjs';
import { builtAt, isPackageCurrent, testPackageFolder } from './packaged-app.mjs';

async function packageForTests() {
  const built = builtAt();
  if (built === null) throw new Error('Nothing to package: npm run build');
  if (isPackageCurrent()) return;
  const electronDist = await obtainTestElectron();
  if (electronDist === null) {
    console.log('The app was not packaged: no Electron for this system can be had.');
    return;
  }
  await build({
    targets: Platform.current().createTarget('dir'),
    config: {
      ...config,
      directories: { ...config.directories, output: testPackageFolder },
      electronDist,
      electronVersion: electronVersion(electronDist),
      // No headers to build cap against; Kanaria then takes dumpcap or tcpdump.
      npmRebuild: false,
      mac: { ...config.mac, identity: null },
      // Playwright drives the main process through the inspector.
      electronFuses: { ...config.electronFuses, enableNodeCliInspectArguments: true },
    },
  });
  markFresh(`${testPackageFolder}/.packaged`, built);
}

await packageForTests();
