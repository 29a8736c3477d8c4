/** Global set-up of the e2e project: packages the app once, before the first file. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from './requirements';

export default function packageApp(): void {
  // In a process of its own: electron-builder's exit handlers would turn failed tests into exit code 0.
  execFileSync(process.execPath, [path.join(repositoryRoot, 'build/package-for-tests.mjs')], { stdio: 'inherit' });
}
