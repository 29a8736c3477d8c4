/** `npm run build`: everything into out/, as production code. */
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { build as buildApp } from 'electron-vite';
import { build as buildCommandLine } from 'vite';
import { markFresh, root } from './freshness.mjs';

const began = new Date();
process.env.NODE_ENV = 'production';
await buildApp({ configFile: path.join(root, 'build/electron.vite.config.ts'), logLevel: 'warn' });
await buildCommandLine({ configFile: path.join(root, 'build/vite.cli.config.ts'), logLevel: 'warn' });
chmodSync(path.join(root, 'out/cli/kanaria.js'), 0o755);
markFresh('out/.built', began);
