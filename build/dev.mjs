/** `npm run dev`: the window with hot reload; main and preload are rebuilt and restarted when they change. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { executableName, obtainElectronDist } from './find-electron.mjs';
import { root } from './freshness.mjs';
import { whyNoSandbox } from './why-no-sandbox.mjs';

const dist = await obtainElectronDist();
if (dist === null) {
  console.error('No Electron binary can be had here: set ELECTRON_OVERRIDE_DIST_PATH to a folder that has one.');
  process.exit(1);
}
const noSandbox = whyNoSandbox(dist);
if (noSandbox !== null) console.log(noSandbox);
const args = ['dev', '--watch', '--config', 'build/electron.vite.config.ts', ...process.argv.slice(2)];
if (noSandbox !== null) args.push('--noSandbox');
const child = spawn(process.execPath, [path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'), ...args], {
  cwd: root,
  env: { ...process.env, ELECTRON_EXEC_PATH: path.join(dist, executableName) },
  stdio: 'inherit',
});
process.on('SIGINT', () => undefined).on('SIGTERM', () => child.kill('SIGTERM'));
child.once('exit', (code) => (process.exitCode = code ?? 1));
