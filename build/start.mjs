/**
 * `npm start`: builds if need be and opens the desktop window; where that is not possible, says why and serves the same
 * window on loopback instead.
 */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { executableName, obtainElectronDist } from './find-electron.mjs';
import { isFresh, root } from './freshness.mjs';
import { whyNoSandbox } from './why-no-sandbox.mjs';

const isLinux = process.platform === 'linux';
const missingLibrary = 127;

/**
 * Runs a program until it ends; Ctrl-C reaches it through the terminal, other signals are passed on.
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
function run(program, args) {
  const env = { ...process.env };
  // Set in the terminals of some editors; it would turn Electron into plain node.
  delete env.ELECTRON_RUN_AS_NODE;
  const child = spawn(program, args, { cwd: root, env, stdio: 'inherit' });
  const ignore = () => undefined;
  const passOn = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
  process.on('SIGINT', ignore).on('SIGTERM', passOn).on('SIGHUP', passOn);
  return new Promise((resolve) => {
    const end = (/** @type {number} */ code) => {
      process.off('SIGINT', ignore).off('SIGTERM', passOn).off('SIGHUP', passOn);
      resolve(code);
    };
    child.once('error', () => end(missingLibrary));
    child.once('exit', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/** @returns {Promise<string | null>} why the desktop window can't be opened, or null after it was closed */
async function openWindow() {
  if (isLinux && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'There is no display here';
  const dist = await obtainElectronDist();
  if (dist === null) return 'No Electron binary can be had here';
  const noSandbox = whyNoSandbox(dist);
  if (noSandbox !== null) console.log(noSandbox);
  const code = await run(path.join(dist, executableName), [...(noSandbox === null ? [] : ['--no-sandbox']), root]);
  if (code === missingLibrary) return 'Electron lacks system libraries here';
  process.exitCode = code;
  return null;
}

if (!isFresh('out/.built')) {
  console.log('Building Kanaria …');
  const built = spawnSync(process.execPath, [path.join(root, 'build/build.mjs')], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
const obstacle = await openWindow();
if (obstacle !== null) {
  console.log(`${obstacle}, so Kanaria serves its window to a browser on this machine.`);
  process.exitCode = await run(process.execPath, [path.join(root, 'out/cli/kanaria.js'), 'serve', '--start']);
}
