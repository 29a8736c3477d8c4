/** What is packaged and how: AppImage and deb, dmg, nsis. */

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'kanaria.desktop',
  productName: 'Kanaria',
  executableName: 'kanaria',
  copyright: 'The Kanaria maintainers',
  directories: { output: 'dist', buildResources: 'build/icons/app' },
  // The archive keeps the repository's layout, so that findResource() finds the same files everywhere.
  files: [
    'package.json',
    'LICENSE',
    'build/icons/{app,tray}/*.png',
    'out/**',
    '!out/**/*.map',
    '!out/.built',
    'models/**/*.{json,bin,pcap,pcapng,gz}',
    'models/oui.txt',
    // tfjs-node alone is larger than everything else together; the typed-array backend needs none of it.
    '!node_modules/@tensorflow/**',
    '!node_modules/cap/{deps,src}/**',
  ],
  asar: true,
  asarUnpack: ['node_modules/cap/**'],
  electronFuses: {
    // The cap child is started with ELECTRON_RUN_AS_NODE: it can abort, so it needs a plain process of its own.
    runAsNode: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
  },
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Network',
    maintainer: 'The Kanaria maintainers <maintainers@kanaria.invalid>',
    icon: 'build/icons/app',
    synopsis: 'Tells which network connection is mining cryptocurrency',
  },
  deb: { recommends: ['wireshark-common', 'tcpdump'] },
  mac: { target: 'dmg', category: 'public.app-category.utilities', icon: 'build/icons/app/1024x1024.png' },
  win: { target: 'nsis', icon: 'build/icons/app/1024x1024.png' },
};
