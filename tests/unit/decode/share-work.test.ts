import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coinOf } from '../../../main/decode/coin-of';
import { workOfCompactTarget, workOfDifficulty, workOfTarget } from '../../../main/decode/share-work';

describe('the work of a share', () => {
  it.each([
    // 2^32 (or 2^64) over the difficulty, the least significant byte first.
    ['711b0d00', 5000],
    ['c5a70000', 100_000],
    ['ffffff00', 256],
    ['edb5a0f7c6100000', 1_000_000],
  ])('is that of the compact target %s', (target, hashes) => {
    const value = workOfCompactTarget(target)?.value ?? 0;
    expect(value / hashes).toBeCloseTo(1, 3);
  });

  it('is that of a target of 256 bits in the order of its dialect', () => {
    const big = `00000000ffff${'0'.repeat(52)}`;
    const little = (big.match(/../g) ?? []).reverse().join('');
    for (const work of [workOfTarget(big), workOfTarget(`0x${big}`), workOfTarget(little, true)]) {
      expect((work?.value ?? 0) / 2 ** 32).toBeCloseTo(1, 4);
    }
    expect(workOfTarget('0')).toBeNull();
  });

  it('never fails on anything', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.constant(null)), (value) => {
        for (const read of [workOfCompactTarget, workOfTarget, workOfDifficulty]) {
          const work = read(value);
          if (work !== null) expect(work.value).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('the coin', () => {
  it.each([
    [`46BeWrHpwXmHDpDEUmZBWZfoQpdc6HaERCNmx1pEYL2rAcuwufPN9rXHHtyUA4QVy66qeFQkn6sfK8aHYjA3jk3o1Bv16em`, 'Monero'],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq.rig1', 'Bitcoin'],
    ['t1fAhZF5aKJeUZ9yyvsgqiTJXX5jQkGi7gX.rig4', 'Zcash'],
    ['x', null],
    ['1BoatSLRHtKNngkdXEeobR76b53LETtpyT', null],
  ])('of the login %s is %s', (login, coin) => expect(coinOf(login, undefined)).toBe(coin));

  it('is told by algorithms that one coin has', () => {
    expect(coinOf(undefined, 'rx/0')).toBe('Monero');
    expect(coinOf('x', 'cn/r')).toBeNull();
  });
});
