import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traitPatterns } from '../../../../main/similarity/formats/trait-patterns';
import { createTraitScanner } from '../../../../main/similarity/formats/trait-scanner';
import { makeBytes } from '../tlsh/make-bytes';

/** Of Monero's own donations and of public documentation. */
const wallet = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';

const narrow = (text: string) => Uint8Array.from([...text].map((char) => char.charCodeAt(0)));
const wide = (text: string) => Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0), 0]));

function scan(pieces: readonly Uint8Array[]): Record<string, readonly string[]> {
  const scanner = createTraitScanner();
  for (const piece of pieces) scanner.update(piece);
  return Object.fromEntries(scanner.finish().map(({ kind, found }) => [kind, found]));
}

const scanText = (text: string) => scan([narrow(text)]);

describe('createTraitScanner', () => {
  it('finds every pattern at even and odd positions, in any case unless that counts, in UTF-8 and UTF-16', () => {
    for (const { kind, text, label, isExact } of traitPatterns) {
      for (const words of isExact ? [text] : [text, text.toUpperCase(), text.toLowerCase()]) {
        for (const bytes of [narrow(` ${words} `), narrow(`  ${words} `), wide(` ${words} `), narrow(words)]) {
          const found = scan([bytes])[kind] ?? [];
          expect(
            found.some((name) => name.startsWith(label ?? text)),
            `${words} of ${bytes.length} bytes`,
          ).toBe(true);
        }
      }
    }
    expect(scan([Uint8Array.of(0x7a), wide(' stratum+tcp ')]).wallet).toBeUndefined();
    expect(scan([Uint8Array.of(0x7a), wide(' stratum+tcp ')])['pool-scheme']).toEqual(['stratum+tcp']);
  });

  it('finds the same however the bytes are cut into pieces, also far into a file', () => {
    const text = `\0XMRig/6.21.0\0rx/wow\0stratum+ssl://pool.supportxmr.com:443\0donate.v2.xmrig.com\0${wallet}\0`;
    const expected = scanText(text);
    expect(Object.keys(expected).sort()).toEqual([
      'algorithm',
      'donation',
      'miner-name',
      'pool-name',
      'pool-scheme',
      'wallet',
    ]);
    const filling = makeBytes('code', 200_000, 7);
    fc.assert(
      fc.property(fc.nat(200_000), fc.boolean(), fc.integer({ min: 1, max: 70_000 }), (length, isWide, pieceBytes) => {
        const before = filling.subarray(0, length);
        const bytes = isWide ? wide(text) : narrow(text);
        const whole = Uint8Array.from([...before, 0, ...bytes, 0, ...before]);
        const pieces = [];
        for (let at = 0; at < whole.length; at += pieceBytes) pieces.push(whole.subarray(at, at + pieceBytes));
        expect(scan(pieces)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    'getHash() and bethash, randomX = Math.random() * width',
    'a house by the lakeshore, notsupportxmr.com and supportxmr.com.evil.example and my-supportxmr.com',
    'minerdetails, the ccminers, xmrigs',
    'https://example.org/ocean.xyzzy or cnd/halfway recn/half',
    `${'4'.repeat(95)} ${wallet}x ${wallet.slice(1)} ${wallet.replace('8', '7')}`,
    '0x52908400098527886E0F7030069857D2E4169EE7 alone is an address of anything',
  ])('takes %j for no trait', (text) => {
    expect(scanText(text)).toEqual({});
  });

  it('takes noise for no trait', () => {
    expect(scan([makeBytes('noise', 3_000_000, 5), makeBytes('words', 1_000_000, 6)])).toEqual({});
  });

  it('reads versions, and other wallets beside a pool only', () => {
    expect(scanText('agent: XMRig/6.21.0 (Linux) xmrig')['miner-name']).toEqual(['XMRig/6.21.0']);
    expect(scanText('T-Rex/0.26.8, cgminer 4.9')['miner-name']).toEqual(['T-Rex/0.26.8', 'cgminer/4.9']);
    const ether = '0x52908400098527886E0F7030069857D2E4169EE7';
    expect(scanText(`./m -o stratum+tcp://eth.2miners.com:2020 -u ${ether}`).wallet).toEqual([ether]);
    expect(scanText('./m -a rx/0 --algo=cn/r').algorithm).toEqual(['rx/0', 'cn/r']);
  });

  it('gives no more than 32 of a kind', () => {
    const names = traitPatterns.filter(({ kind }) => kind === 'pool-name').map(({ text }) => text);
    expect(scanText(names.join('\n'))['pool-name']).toHaveLength(32);
  });
});
