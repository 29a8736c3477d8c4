/** Addresses that payments go to, by their form. */
import { byteText } from './byte-text';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const base58 = new Int8Array(256).fill(-1);
for (let i = 0; i < alphabet.length; i++) base58[alphabet.charCodeAt(i)] = i;

/** Lengths of Monero addresses: standard and subaddress, integrated. */
const lengths = [95, 106];
const sampleEvery = 90;
/** First byte of an address: standard, integrated, subaddress (Monero's cryptonote_config.h, main net). */
const networks = [18, 19, 42];
const blockChars = 11;
/** Of 95 random characters about 47 differ. */
const leastDifferent = 25;

/**
 * Monero addresses in `bytes[0..length]`, as single bytes and as UTF-16. A run of 95 or 106 base58 characters counts
 * when each of its blocks is a number of 8 bytes and the first byte names the main net; the checksum is not computed.
 */
export function findMoneroAddresses(bytes: Uint8Array, length: number): string[] {
  return [...findRuns(bytes, length, 1, 0), ...findRuns(bytes, length, 2, 0), ...findRuns(bytes, length, 2, 1)];
}

/** Looks at one byte in ninety: a run of 95 cannot be missed. */
function findRuns(bytes: Uint8Array, length: number, step: 1 | 2, parity: number): string[] {
  const addresses: string[] = [];
  const isOne = (at: number) => base58[bytes[at]] >= 0 && (step === 1 || bytes[at + 1] === 0);
  for (let at = parity; at + step <= length; at += sampleEvery * step) {
    if (!isOne(at)) continue;
    let start = at;
    while (start - step >= 0 && isOne(start - step)) start -= step;
    let end = at + step;
    while (end + step <= length && isOne(end)) end += step;
    if (lengths.includes((end - start) / step)) {
      let text = '';
      for (let i = start; i < end; i += step) text += String.fromCharCode(bytes[i]);
      if (isMoneroAddress(text)) addresses.push(text);
    }
    at = Math.max(at, end - sampleEvery * step);
  }
  return addresses;
}

function isMoneroAddress(text: string): boolean {
  if ((text[0] !== '4' && text[0] !== '8') || new Set(text).size < leastDifferent) return false;
  for (let at = 0; at < text.length; at += blockChars) {
    const chars = text.slice(at, at + blockChars);
    const bits = chars.length === blockChars ? 64n : BigInt(Math.floor((chars.length * 8) / blockChars) * 8);
    let value = 0n;
    for (const char of chars) value = value * 58n + BigInt(alphabet.indexOf(char));
    if (value >> bits !== 0n) return false;
    if (at === 0 && !networks.includes(Number(value >> 56n))) return false;
  }
  return true;
}

const otherWallets = [
  /0x[0-9a-fA-F]{40}(?![0-9a-zA-Z])/g,
  /(?<![0-9a-zA-Z])(?:bc|ltc)1[02-9ac-hj-np-z]{38,59}(?![0-9a-zA-Z])/g,
];

/** Ethereum and segwit addresses in a short text. Their forms are too common to mean anything but near other traits. */
export function findOtherWallets(bytes: Uint8Array): string[] {
  const text = byteText(bytes).replaceAll('\0', '');
  return otherWallets.flatMap((form) => text.match(form) ?? []);
}
