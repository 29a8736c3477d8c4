import type { Executable } from '../formats/executable';
import { unopenedKinds } from '../formats/name-compressed-kind';

/** What compression or encryption hides of a file. */
export interface Opacity {
  /** The whole file, or its code, looks compressed or encrypted: its digest tells of the packing, not of the program. */
  readonly isOpaque: boolean;
  /** The same of the file without the bytes after the executable. */
  readonly isImageOpaque: boolean;
  readonly packer: string | null;
  /** Bits per byte of what is opaque, else of the whole; null without bytes. */
  readonly entropy: number | null;
}

/** Machine code measured up to 6.8 bits per byte, UPX and its like from 7.5 (Lyda and Hamrock 2007 give 7.2 as limit). */
const opaqueFrom = 7.2;
/** Protectors leave a part of the code as it was; their marks lower the limit, but decide nothing alone. */
const opaqueFromWithMark = 6.9;
/** An installer's stub, or a program that unpacks itself, is small beside what it carries. */
const opaqueShare = 2 / 3;
/** Bytes of no known format: all of them random. Of n such bytes 8 - 184/n is measured on average, 8 - 250/n at least. */
const randomFrom = 7.95;
const sampleLack = 250;
/** Fewer bytes don't tell random ones from others. */
const leastBytes = 512;

/** Judges by entropy, so that a forged section name neither hides a miner nor makes a harmless file suspicious. */
export function judgeOpacity(file: Executable): Opacity {
  if (file.format === 'script') return { isOpaque: false, isImageOpaque: false, packer: null, entropy: file.entropy };
  if (file.format === 'other') {
    const { compressedKind, entropy } = file;
    const isOpaque = compressedKind === null ? looksRandom(entropy ?? 0, file.size) : unopenedKinds.has(compressedKind);
    return { isOpaque, isImageOpaque: isOpaque, packer: isOpaque ? compressedKind : null, entropy };
  }
  const limit = file.packer === null ? opaqueFrom : opaqueFromWithMark;
  const code = meanEntropy(file.sections.filter((section) => section.isCode));
  const opaque = file.sections.filter((section) => (section.entropy ?? 0) >= limit);
  const overlay = file.overlay !== null && (file.overlay.entropy ?? 0) >= limit ? [file.overlay] : [];
  const imageBytes = file.size - (file.overlay?.size ?? 0);
  const isCodeOpaque = (code ?? 0) >= limit;
  const isOpaque = isCodeOpaque || totalSize([...opaque, ...overlay]) >= file.size * opaqueShare;
  return {
    isOpaque,
    isImageOpaque: isCodeOpaque || totalSize(opaque) >= imageBytes * opaqueShare,
    packer: file.packer,
    entropy: isOpaque ? (isCodeOpaque ? code : meanEntropy([...opaque, ...overlay])) : file.entropy,
  };
}

function looksRandom(entropy: number, size: number): boolean {
  return size >= leastBytes && entropy >= Math.min(randomFrom, 8 - sampleLack / size - 0.05);
}

interface Measured {
  readonly size: number;
  readonly entropy: number | null;
}

function meanEntropy(parts: readonly Measured[]): number | null {
  const measured = parts.filter((part) => part.entropy !== null);
  const bytes = totalSize(measured);
  return bytes === 0 ? null : measured.reduce((sum, part) => sum + (part.entropy ?? 0) * part.size, 0) / bytes;
}

function totalSize(parts: readonly Measured[]): number {
  return parts.reduce((sum, part) => sum + part.size, 0);
}
