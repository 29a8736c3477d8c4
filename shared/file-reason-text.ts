/** Reasons of a file's assessment in words. Each distance says what it means. */
import { sameProgramDistance, shortenFind, shownFinds } from './file-reason-parts';
import { describeFileReasonInJapanese } from './file-reason-text-ja';
import { createFormat, type Format, type Language } from './format';
import type { FileReason } from './similarity';

const traitNames: Record<Extract<FileReason, { code: 'trait' }>['trait'], string> = {
  algorithm: 'Names mining algorithms',
  'pool-scheme': 'Holds how miners address and speak to pools',
  'pool-name': 'Names mining pools',
  donation: "Holds options or addresses for paying a miner's developers",
  wallet: 'Holds wallet addresses',
  'miner-name': 'Names miners',
  import: 'Uses what miners use to reach processor and graphics card',
};

/** One sentence for one reason. */
export function describeFileReason(reason: FileReason, language: Language): string {
  return language === 'ja' ? describeFileReasonInJapanese(reason) : describeInEnglish(reason);
}

function describeInEnglish(reason: FileReason): string {
  switch (reason.code) {
    case 'distance':
      return `Distance ${reason.distance} to ${reason.cluster}: ${meaningOf(reason.distance, reason.threshold)}`;
    case 'padded':
      return describePadding(reason);
    case 'trait':
      return `${traitNames[reason.trait]}: ${listFinds(reason.found)}`;
    case 'name-list':
      return `Names ${reason.names} miners and pools, as blocklists and virus scanners do: that counts for nothing`;
    case 'packed': {
      const how = reason.packer === null ? 'Packed or encrypted' : `Packed with ${reason.packer}`;
      const entropy = reason.entropy === null ? '' : ` (${reason.entropy.toFixed(1)} of 8 bits per byte)`;
      return `${how}${entropy}: its bytes tell of the packing, not of the program inside`;
    }
    case 'too-small':
      return `Too small to compare: ${bytes(reason.bytes)}`;
    case 'too-uniform':
      return 'Too uniform to compare: almost all of its bytes repeat';
    case 'too-large':
      return `Too large to compare: only the first ${bytes(reason.readBytes)} of ${bytes(reason.bytes)} were read`;
    case 'bad-digest':
      return 'Not a TLSH digest';
    case 'far':
      return `No known miner is within distance ${reason.widest}; that does not prove it harmless`;
  }
}

function meaningOf(distance: number, threshold: number): string {
  if (distance <= Math.min(sameProgramDistance, threshold))
    return 'nearly the same bytes, as in two builds of one program';
  return distance <= threshold
    ? `as near as variants of one miner are; no harmless file we know is within ${threshold}`
    : 'harmless files and other malware come this near too, so it means something only with other evidence';
}

function describePadding(reason: Extract<FileReason, { code: 'padded' }>): string {
  const { cluster, distanceWithoutOverlay: distance, distanceWithoutLength, overlayBytes } = reason;
  if (distance !== null) {
    return `Without the ${bytes(overlayBytes)} after the executable, the distance to ${cluster} is ${distance}: the same program may have been padded`;
  }
  return `Apart from its length, the distance to ${cluster} is ${distanceWithoutLength}: it may have been padded, but harmless files come near in this way too, so it means something only with other evidence`;
}

/** The first few, wallets shortened in the middle. */
function listFinds(found: readonly string[]): string {
  const shown = found.slice(0, shownFinds).map(shortenFind).join(', ');
  return found.length > shownFinds ? `${shown} and ${found.length - shownFinds} more` : shown;
}

let format: Format | undefined;

function bytes(value: number): string {
  return (format ??= createFormat('en')).bytes(value);
}
