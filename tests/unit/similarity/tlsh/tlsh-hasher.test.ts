import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { plainCounter } from '../../../../main/similarity/tlsh/count-plain';
import { createWasmCounter } from '../../../../main/similarity/tlsh/count-wasm';
import { formatDigest } from '../../../../main/similarity/tlsh/format-digest';
import { sharedCounter } from '../../../../main/similarity/tlsh/shared-counter';
import { defaultVariant, type TlshVariant } from '../../../../main/similarity/tlsh/tlsh-digest';
import { TlshHasher } from '../../../../main/similarity/tlsh/tlsh-hasher';
import type { TripletCounter } from '../../../../main/similarity/tlsh/triplet-counter';
import { variants } from '../../../../main/similarity/tlsh/variants';
import { hashByDefinition } from './hash-by-definition';
import { makeBytes } from './make-bytes';

/** What Debian's tlsh 3.4.4 prints (without T1) for made-up bytes. The lengths lie on the borders of length classes. */
const vectors = [
  ['noise', 256, 7919, '49D0EB02209803A401C5D7838000B1AF002C130C194CECA08221101BEA08372C0A4FC4'],
  ['noise', 656, 47514, '21F0C861344ABC1EC16E33BDE9A73D8512300941170B433037E50DFD4C049A0D20E847'],
  ['noise', 657, 55433, 'C801286464DC9B8356454677563B994C0B44E9080EDFC1861123EE421977C2A539592D'],
  ['noise', 3171, 102947, '3F515C357FB2C1CC6989CB273A165BD0BE16C37A29C560A240A82A65FD01B3D6C2DDD4'],
  ['noise', 3172, 110866, '48618E0085DD5C332D7721FDF887AF48178F455913CAD9D86D3A0F53885288502A3D4B'],
  ['noise', 65540, 158380, '245302834D80F8B89789B20E7BF167872816C830D6D87F1DB232975DD4326610B64DF6'],
  ['noise', 874589, 174218, 'BC0533D8F416C26FC63C1AFDA84FA8E7835ACDBC90843729443A7652E40B36F451A57E'],
  ['noise', 874590, 182137, 'E51533E637BC38502E7AF62649E3D136C258F84076D6716E079BC087CA668C5DE7D8E0'],
  ['code', 256, 205894, 'A1D09B41CD641494D907253921C5B11845E105ECC847815BC195CC1550790750222A35'],
  ['code', 3200, 229651, '77615CE2F92043CFD06DCD704EF5F03E6FC40CD00A8E8E9E41694AEF28329A12A0209D'],
  ['code', 1000003, 253408, 'D725F133EB50EFABD43D5F390AF651352763606A57974A4F8B0C4A2278550382F72EA8'],
  ['words', 1000, 269246, '9B11D460D761BBB81D62F2E08F15C49B89E7221AAF2364F32D5DCCC424686D049FA4DF'],
  ['words', 300001, 300922, '28542794D7A1BBB51D92F2E18F11C48789E7271AAF6360F76D6DCCC520682900AF60DF'],
] as const;

function hash(bytes: Uint8Array, variant: TlshVariant = defaultVariant, counter?: TripletCounter): string {
  const hasher = new TlshHasher(variant, counter);
  hasher.update(bytes);
  return print(hasher);
}

function print(hasher: TlshHasher): string {
  const result = hasher.finish();
  return result.kind === 'digest' ? formatDigest(result.digest) : result.reason;
}

const anyVariant = fc.constantFrom(...variants);
/** Also too short ones, too uniform ones, and some longer than a block. */
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc
    .tuple(fc.constantFrom('noise', 'code', 'words'), fc.nat(150_000), fc.integer({ min: 1 }))
    .map((made) => makeBytes(...made)),
);

afterEach(() => vi.unstubAllGlobals());

describe('TlshHasher', () => {
  it.each(vectors)('gives the digest of the reference for %s, %i bytes', (kind, length, seed, digest) => {
    expect(hash(makeBytes(kind, length, seed))).toBe(`T1${digest}`);
  });

  it('does what the definition says, byte by byte, in every variant', () => {
    fc.assert(
      fc.property(anyVariant, fc.constantFrom('noise', 'code', 'words'), fc.nat(3000), (variant, kind, length) => {
        const bytes = makeBytes(kind, length, 1 + length);
        expect(hash(bytes, variant)).toBe(hashByDefinition(bytes, variant));
      }),
    );
  });

  it('gives the same digest however the bytes are cut', () => {
    fc.assert(
      fc.property(anyVariant, anyBytes, fc.array(fc.nat(100_000), { maxLength: 8 }), (variant, bytes, sizes) => {
        const hasher = new TlshHasher(variant);
        let at = 0;
        for (const size of [...sizes.map((each) => each % 40), ...sizes])
          hasher.update(bytes.subarray(at, (at += size)));
        hasher.update(bytes.subarray(at));
        expect(print(hasher)).toBe(hash(bytes, variant));
      }),
      { numRuns: 50 },
    );
  });

  it('counts the same in WebAssembly and in plain TypeScript', () => {
    const wasmCounter = createWasmCounter();
    if (!wasmCounter) throw new Error('WebAssembly is missing.');
    fc.assert(
      fc.property(anyVariant, anyBytes, (variant, bytes) => {
        expect(hash(bytes, variant, wasmCounter)).toBe(hash(bytes, variant, plainCounter));
      }),
      { numRuns: 50 },
    );
  });

  it('takes plain TypeScript where WebAssembly is missing or forbidden', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(createWasmCounter()).toBeNull();
    const refuse = vi.fn().mockThrow(new Error('Code generation is disallowed.'));
    vi.stubGlobal('WebAssembly', { Module: refuse });
    expect(createWasmCounter()).toBeNull();
    vi.unstubAllGlobals();
    expect(sharedCounter().kind).toBe('wasm');
  });

  it('lets hashers take turns, and go on after a digest', () => {
    const [one, other] = [makeBytes('code', 9000, 1), makeBytes('words', 9000, 2)];
    const hashers = [new TlshHasher(), new TlshHasher()];
    for (let at = 0; at < 9000; at += 1000) {
      hashers[0].update(one.subarray(at, at + 1000));
      hashers[1].update(other.subarray(at, at + 1000));
      hashers[0].finish();
    }
    expect(hashers.map(print)).toEqual([hash(one), hash(other)]);
  });

  it('says why there is no digest', () => {
    const noise = makeBytes('noise', 256, 7);
    expect(hash(noise.subarray(0, 49))).toBe('too-small');
    expect(hash(new Uint8Array(100_000))).toBe('too-uniform');
    expect(hash(noise.subarray(0, 200))).toMatch(/^T1/);

    const hasher = new TlshHasher();
    hasher.update(noise.subarray(0, 255));
    expect(hasher.finish(256)).toEqual({ kind: 'no-digest', reason: 'too-small' });
    hasher.update(noise.subarray(255));
    expect(hasher.finish(256).kind).toBe('digest');
  });
});
