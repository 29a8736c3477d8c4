import { describe, expect, it } from 'vitest';
import { matchPoolName } from '../../../main/verdict/pool-names';

describe('the name of a pool', () => {
  it.each([
    'pool.supportxmr.com',
    'gulf.moneroocean.stream',
    'eu1-zcash.flypool.org',
    'xmr-eu1.nanopool.org',
    'eth.2miners.com',
    'stratum.slushpool.com',
    'ws001.coinhive.com',
    'WSS.authedmine.com.',
    'donate.v2.xmrig.com',
    'us1.bitminter.com',
    'equihash.eu.nicehash.com',
    'minexmr.com',
  ])('is known: %s', (name) => {
    expect(matchPoolName(name)?.strength).toBe('known');
  });

  it.each([
    'stratum.example.org',
    'stratum3.pool.example.co.uk',
    'xmrpool.example',
    'de.minexmr.example',
    'xmr-pool.example.net',
    'pool-eth.example.net',
    'pool.xmr.example',
    'coin-hive.example',
    'proxy.xmrig.example',
    'mining-pool.example',
    'www.nanopool.org',
    'moneropool.example',
    'crypto-loot.example',
  ])('has its words: %s', (name) => {
    expect(matchPoolName(name)?.strength).toBe('word');
  });

  it.each([
    'carpool.example',
    'liverpool.co.uk',
    'whirlpool.net.au',
    'pool.ntp.org',
    '2.debian.pool.ntp.org',
    'mempool.space',
    'swimmingpool.example',
    'threadpool.example.com',
    'spool.example.com',
    'ntppool.org',
    'stratum1.ntp.example.org',
    'stratum-2.time.example.org',
    'stratum.com',
    'stratumsecurity.com',
    'pool-96-252-1-1.fios.verizon.net',
    'eth0.pool.isp.example',
    'ethz.ch',
    'bitcoin.org',
    'www.monero.org',
    'mining.example.com',
    'datamining.example.com',
    'calcium.example',
    'xmr.example',
    '10.0.0.1',
    'localhost',
    '',
    '..',
    'xmlrpc.example',
    'etc.pool.example',
    'github.com',
    'notcoinhive.example',
  ])('is not: %s', (name) => {
    expect(matchPoolName(name)).toBeNull();
  });

  it('says what matched', () => {
    expect(matchPoolName('la01.supportxmr.com')).toEqual({ strength: 'known', matched: 'supportxmr.com' });
    expect(matchPoolName('xmr.pool.example')).toEqual({ strength: 'word', matched: 'xmr pool' });
  });
});
