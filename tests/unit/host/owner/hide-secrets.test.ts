import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideSecrets } from '../../../../main/host/owner/hide-secrets';

const wallet = '46BeWrHpwXmHDpDEUmZBWZfoQpdc6HaERCNmx1pEYL2rAcuwufPN9rXHHtyUA4QVy66qeFQkn6sfK8aHYjA3jk3o1Bv16em';

describe('a command line to be shown', () => {
  it.each([
    [['xmrig', '-o', 'pool:3333', '-u', wallet, '-p', 'rig1:me@example.org'], 'xmrig -o pool:3333 -u … -p …'],
    [
      ['minerd', '--userpass=me:secret', '--url=stratum+tcp://a:b@pool:1'],
      'minerd --userpass=… --url=stratum+tcp://…@pool:1',
    ],
    [['mysql', '-uroot', '-phunter2', 'shop'], 'mysql -u… -p… shop'],
    [
      ['curl', '-H', 'Authorization: Bearer abc.def', 'https://me:pw@example.org/x'],
      'curl -H Authorization: Bearer … https://…@example.org/x',
    ],
    [['env', 'API_TOKEN=abcdef', 'HOME=/root', './run'], 'env API_TOKEN=… HOME=/root ./run'],
    [['app', '--password', 'hunter2', '--verbose'], 'app --password … --verbose'],
    [['app', '--password', '--verbose'], 'app --password --verbose'],
    [['./miner', wallet], './miner …'],
    [['python3', '-c', 'login(password="hunter2", token: x1)'], 'python3 -c login(password="…", token: …'],
    [['node', '/usr/lib/app/server.js', '--port', '8080'], 'node /usr/lib/app/server.js --port 8080'],
  ])('%j is %s', (args, shown) => expect(hideSecrets(args)).toBe(shown));

  it('is short, and never fails', () => {
    fc.assert(fc.property(fc.array(fc.string()), (args) => hideSecrets(args).length <= 200));
    expect(hideSecrets(['a'.repeat(10), ' b'.repeat(300)])).toHaveLength(200);
  });
});
