import type { FoundTrait, TraitKind } from './found-trait';
import { findMoneroAddresses, findOtherWallets } from './find-wallets';
import { findPassing, hashFour, indexTraits, type Candidate } from './trait-index';
import { traitPatterns } from './trait-patterns';

/** Reads traits from a file that comes in pieces, in UTF-8 and UTF-16, also across the borders of pieces. */
export interface TraitScanner {
  update(bytes: Uint8Array): void;
  /** The traits of all bytes so far, by kind; kinds without a find are left out. */
  finish(): FoundTrait[];
}

const windowBytes = 64 * 1024;
/** Kept from window to window: more than twice the longest pattern or wallet in UTF-16. */
const overlapBytes = 1024;
const lookAhead = 512;
const lookBehind = 4;
const nearBytes = 256;
const mostFound = 32;
/** Looking for wallets around a find is slow; a list of pools would make it so everywhere. */
const mostNearSearches = 64;

const index = indexTraits(traitPatterns);
const kindsNearWallets: readonly TraitKind[] = ['pool-scheme', 'pool-name', 'donation', 'miner-name'];
const kinds: readonly TraitKind[] = [
  'miner-name',
  'algorithm',
  'pool-scheme',
  'pool-name',
  'donation',
  'wallet',
  'import',
];

/** A scanner for one file. Memory is 65 KB whatever the file's size. */
export function createTraitScanner(): TraitScanner {
  const bytes = new Uint8Array(windowBytes);
  const pairs = new Uint16Array(bytes.buffer);
  const found = new Map<TraitKind, Set<string>>(kinds.map((kind) => [kind, new Set()]));
  let length = 0;
  let isFirst = true;
  let nearSearches = 0;

  /** Looks at the window; what touches its borders is left to the windows beside it. */
  function scanWindow(isLast: boolean): void {
    const first = isFirst ? 0 : lookBehind;
    const last = isLast ? length : length - lookAhead;
    const lastPair = (length >> 1) - 2;
    for (let i = 0; ; i++) {
      i = findPassing(index.bits, pairs, i, lastPair);
      if (i > lastPair) break;
      for (const candidate of index.candidates.get(hashFour(pairs[i] | (pairs[i + 1] << 16))) ?? []) {
        const start = 2 * i - candidate.shift;
        if (start >= first && start < last) compare(start, candidate);
      }
    }
    for (const address of findMoneroAddresses(bytes, length)) add('wallet', address);
  }

  function compare(start: number, { pattern, isWide }: Candidate): void {
    const step = isWide ? 2 : 1;
    const end = start + pattern.text.length * step;
    if (end > length || !isSameText(bytes, start, pattern.text, step, pattern.isExact ?? false)) return;
    if (pattern.isWord && isWordByte(start - step, step)) return;
    if (pattern.isWord && isWordByte(end - step, step) && isWordByte(end, step)) return;
    if (pattern.isWord === 'host' && (bytes[start - step] === hyphen || goesOnAsHost(end, step))) return;
    const label = pattern.label ?? pattern.text;
    add(pattern.kind, pattern.hasVersion ? label + readVersion(end, step) : label);
    if (kindsNearWallets.includes(pattern.kind) && nearSearches++ < mostNearSearches) {
      const near = bytes.subarray(Math.max(0, start - nearBytes), Math.min(length, end + nearBytes));
      for (const wallet of findOtherWallets(near)) add('wallet', wallet);
    }
  }

  function isWordByte(at: number, step: number): boolean {
    if (at < 0 || at + step > length || (step === 2 && bytes[at + 1] !== 0)) return false;
    return isLetterOrDigit(bytes[at]);
  }

  function goesOnAsHost(at: number, step: number): boolean {
    return bytes[at] === hyphen || (bytes[at] === dot && isWordByte(at + step, step));
  }

  /** `/6.21.0` after a miner's name, or ''. */
  function readVersion(at: number, step: number): string {
    let text = '';
    for (let i = 0; i < 14 && at + i * step < length; i++) text += String.fromCharCode(bytes[at + i * step]);
    const version = /^[/ -]?v?(\d+\.\d+(?:\.\d+)*)/.exec(text);
    return version === null ? '' : `/${version[1]}`;
  }

  function add(kind: TraitKind, text: string): void {
    const ofKind = found.get(kind);
    if (ofKind !== undefined && ofKind.size < mostFound) ofKind.add(text);
  }

  return {
    update(piece) {
      for (let at = 0; at < piece.length;) {
        const part = piece.subarray(at, at + windowBytes - length);
        bytes.set(part, length);
        length += part.length;
        at += part.length;
        if (length < windowBytes) return;
        scanWindow(false);
        bytes.copyWithin(0, length - overlapBytes, length);
        length = overlapBytes;
        isFirst = false;
      }
    },
    finish() {
      scanWindow(true);
      return kinds
        .map((kind) => ({ kind, found: dropBareNames([...(found.get(kind) ?? [])]) }))
        .filter((trait) => trait.found.length > 0);
    },
  };
}

const hyphen = 0x2d;
const dot = 0x2e;

function isLetterOrDigit(byte: number): boolean {
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}

function isSameText(bytes: Uint8Array, start: number, text: string, step: number, isExact: boolean): boolean {
  for (let i = 0; i < text.length; i++) {
    const byte = bytes[start + i * step];
    const wanted = text.charCodeAt(i);
    const isSame = byte === wanted || (!isExact && isLetterOrDigit(wanted) && (byte ^ wanted) === 0x20 && byte >= 0x41);
    if (!isSame || (step === 2 && bytes[start + i * step + 1] !== 0)) return false;
  }
  return true;
}

/** `xmrig` says nothing more where `xmrig/6.21.0` was found. */
function dropBareNames(names: string[]): string[] {
  return names.filter((name) => !names.some((other) => other.startsWith(`${name}/`) && /\/\d/.test(other)));
}
