import { describe, expect, it } from 'vitest';
import { weighTraits } from '../../../../main/similarity/assess/weigh-traits';
import { createTraitScanner } from '../../../../main/similarity/formats/trait-scanner';
import { traitPatterns } from '../../../../main/similarity/formats/trait-patterns';

const wallet = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';

function weigh(text: string) {
  const scanner = createTraitScanner();
  scanner.update(new TextEncoder().encode(text));
  return weighTraits(scanner.finish());
}

describe('weighTraits', () => {
  it.each([
    ['XMRig', 'XMRig/6.21.0 rx/wow cn/half kawpow stratum+tcp donate-level nicehash.com mining.submit'],
    ['ccminer', 'ccminer/2.3.1 lyra2rev2 neoscrypt x16rv2 stratum+tcp'],
    ['a script that starts one', `./x -o stratum+tcp://pool.supportxmr.com:443 -u ${wallet}`],
    ['a configuration', '{"donate-level": 1, "algo": "rx/0"}'],
  ])('takes %s for a miner', (_what, text) => {
    expect(weigh(text)).toEqual({ isMinerLike: true, listedNames: null });
  });

  it.each([
    ['a Monero node and wallet', `cryptonight randomx RandomX ${wallet}`],
    ['an Ethereum node', 'ethash progpow eth_getWork'],
    ['a page about a pool', `supportxmr.com nanopool.org mining with XMRig, wallet ${wallet}`],
    ['a program with one trait of each weak kind', 'XMRig cryptonight WinRing0'],
    ['many finds of one kind', 'stratum+tcp stratum+ssl mining.submit mining.authorize'],
    ['nothing', 'an everyday program'],
  ])('does not take %s for a miner', (_what, text) => {
    expect(weigh(text).isMinerLike).toBe(false);
  });

  it('counts nothing of what names many miners or pools, as security tools do', () => {
    const all = traitPatterns.map(({ text }) => text).join(' \n');
    expect(weigh(all)).toMatchObject({ isMinerLike: false, listedNames: expect.any(Number) });
    const pools = traitPatterns.filter(({ kind }) => kind === 'pool-name').slice(0, 12);
    const text = `stratum+tcp donate-level ${pools.map((pool) => pool.text).join(' ')}`;
    expect(weigh(text)).toEqual({ isMinerLike: false, listedNames: 12 });
  });
});
