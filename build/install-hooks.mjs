/** `npm prepare`: installs the commit hook in a developer's own checkout; does nothing in an unpacked archive or in CI. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const program = path.join(root, 'node_modules/simple-git-hooks/cli.js');
if (process.env.CI !== 'true' && existsSync(path.join(root, '.git')) && existsSync(program)) {
  spawnSync(process.execPath, [program], { cwd: root, stdio: 'inherit' });
}
