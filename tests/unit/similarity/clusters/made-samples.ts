import fc from 'fast-check';
import type { Sample } from '../../../../main/similarity/clusters/sample';
import { formatDigest } from '../../../../main/similarity/tlsh/format-digest';
import { defaultVariant, type TlshDigest } from '../../../../main/similarity/tlsh/tlsh-digest';

/** A digest whose body counts up from `seed`; digests of seeds far apart are far apart. */
export function makeDigest(seed: number, changes: Partial<TlshDigest> = {}): TlshDigest {
  let state = seed * 2654435761 + 1;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
  return {
    variant: defaultVariant,
    checksum: Uint8Array.of(next()),
    lengthClass: 100,
    q1Ratio: 3,
    q2Ratio: 5,
    body: Uint8Array.from({ length: 32 }, next),
    ...changes,
  };
}

/** The same with a few buckets moved by one quartile: `steps` away. */
export function moveDigest(digest: TlshDigest, steps: number): TlshDigest {
  const body = digest.body.slice();
  for (let bucket = 0; bucket < steps; bucket++) body[bucket >> 2] ^= 1 << (2 * (bucket & 3));
  return { ...digest, body };
}

export function makeSample(digest: TlshDigest, changes: Partial<Sample> = {}): Sample {
  return {
    digest: formatDigest(digest),
    ...{ name: 'xmrig', version: null, source: 'made', family: 'XMRig', firstSeen: null, platform: null },
    ...changes,
  };
}

/** Samples of a few programs, each in several versions that are near each other. */
export const manySamples = fc
  .array(fc.tuple(fc.nat(4), fc.nat(45), fc.constantFrom('1.0', '1.1', '2.0', null)), { minLength: 1, maxLength: 40 })
  .map((made) => made.map(([seed, steps, version]) => makeSample(moveDigest(makeDigest(seed), steps), { version })));
