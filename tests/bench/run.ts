/** `npm run bench`: figures as ratios against a peer in the same run. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchDigestSearch } from './digest-search';
import { benchHost } from './host';
import { benchFilePath } from './file-path';
import { benchScan } from './scan';
import { benchTlsh } from './tlsh';
import { benchVerdictCost } from './verdict-cost';

const help = `Measures the file path against ndpiReader -q on the same capture, pair by pair,
the cost of one verdict against TensorFlow.js, and TLSH against Debian's and npm's.

  npm run bench -- [--pairs N] [--rounds N] [--data FOLDER] [--megabytes N] [--only tlsh|verdict|search|scan|host]

  --pairs   measured pairs (default 5)
  --rounds  how often the captures are repeated; 23 make a million packets (default 23)
  --data    folder with captures/ (default: $KANARIA_DATA or ../shared/data)
  --megabytes  size of the file for TLSH, of all files for a scan (default 200)
  --only tlsh  nothing else; needs neither captures nor a build
  --only verdict  the cost of one verdict; needs neither captures nor a build
  --only search  finding digests among very many; needs the data's tlsh/
  --only host  owners of short connections, and the cost of watching this computer (Linux)
  --only scan  whole scans of files against Debian's tlsh; needs a build`;

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '23' },
    data: { type: 'string', default: process.env['KANARIA_DATA'] ?? '../shared/data' },
    megabytes: { type: 'string', default: '200' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const tlshOptions = { pairs: Number(values.pairs), megabytes: Number(values.megabytes) };
if (values.help) {
  console.log(help);
} else if (values.only === 'tlsh') {
  await benchTlsh(tlshOptions);
} else if (values.only === 'verdict') {
  await benchVerdictCost();
} else if (values.only === 'search') {
  await benchDigestSearch({ data: values.data, pairs: tlshOptions.pairs });
} else if (values.only === 'scan') {
  await benchScan(tlshOptions);
} else if (values.only === 'host') {
  await benchHost({ connections: 1000, seconds: 60 });
} else if (!existsSync(join(values.data, 'captures', 'iot-sentinel'))) {
  console.log(`There are no captures in ${values.data}; give their folder with --data or KANARIA_DATA.`);
  process.exitCode = 1;
} else if (!existsSync('out/cli/kanaria.js')) {
  console.log('There is no build yet; run npm run build first.');
  process.exitCode = 1;
} else {
  const isMeasured = await benchFilePath(values.data, { pairs: Number(values.pairs), rounds: Number(values.rounds) });
  if (!isMeasured) process.exitCode = 1;
  await benchVerdictCost();
  await benchTlsh(tlshOptions);
  await benchDigestSearch({ data: values.data, pairs: tlshOptions.pairs });
  await benchScan(tlshOptions);
  if (process.platform === 'linux') await benchHost({ connections: 1000, seconds: 60 });
}
