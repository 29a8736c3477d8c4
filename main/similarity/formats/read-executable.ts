import type { FileFormat } from '../../../shared/similarity';
import type { Executable, Overlay, Section } from './executable';
import type { ImageLayout, SectionRange } from './image-layout';
import { measureEntropy } from './measure-entropy';
import { nameCompressedKind } from './name-compressed-kind';
import { namePacker } from './name-packer';
import { readElf } from './read-elf';
import { readMachO } from './read-mach-o';
import { readPe } from './read-pe';
import type { RandomAccess } from './random-access';
import { recogniseScript } from './recognise-script';

/** Entropy of this many sections is measured, the largest first: at most 96 MiB are read, however large the file. */
const measuredSections = 96;
/** Linkers and signers leave a few bytes of filling at the end. */
const fillingBytes = 16;
const scriptHeadBytes = 8192;

const readers: readonly (readonly [FileFormat, (access: RandomAccess) => ImageLayout | null])[] = [
  ['elf', readElf],
  ['pe', readPe],
  ['mach-o', readMachO],
];

/**
 * Tells what a file is and how it is laid out. Any bytes give an answer: broken tables are read as far as they go, and
 * nothing outside the file is asked for. Memory is a few 100 KB, time is bounded, for files of any size.
 */
export function readExecutable(access: RandomAccess): Executable {
  const entropy = measureEntropy(access, 0, access.size);
  for (const [format, readLayout] of readers) {
    const layout = readLayout(access);
    if (layout !== null) return describeImage(access, format, layout, entropy);
  }
  const head = access.read(0, scriptHeadBytes);
  const compressedKind = nameCompressedKind(head);
  const language = compressedKind === null ? recogniseScript(head) : null;
  return {
    size: access.size,
    format: language === null ? 'other' : 'script',
    architecture: null,
    language,
    sections: [],
    overlay: null,
    imports: [],
    packer: null,
    entropy,
    compressedKind,
    isDamaged: false,
  };
}

function describeImage(
  access: RandomAccess,
  format: FileFormat,
  layout: ImageLayout,
  entropy: number | null,
): Executable {
  const overlay = findOverlay(access, layout);
  return {
    size: access.size,
    format,
    architecture: layout.architecture,
    language: null,
    sections: measureSections(access, layout.sections),
    overlay,
    imports: layout.imports,
    packer: layout.packer ?? namePacker(access, layout.sections, overlay?.offset ?? access.size),
    entropy,
    compressedKind: null,
    isDamaged: layout.isDamaged,
  };
}

/** What follows the image and its appendix. Bytes between the two, or after both, are an overlay. */
function findOverlay(access: RandomAccess, { end, appendix }: ImageLayout): Overlay | null {
  let offset = end;
  let size = access.size - end;
  if (appendix !== undefined && appendix.offset < access.size) {
    const appendixEnd = Math.min(access.size, appendix.offset + appendix.size);
    const isRightBehind = appendix.offset - end <= fillingBytes;
    if (isRightBehind) offset = appendixEnd;
    size = isRightBehind ? access.size - appendixEnd : size - (appendixEnd - appendix.offset);
  }
  return size > fillingBytes ? { offset, size, entropy: measureEntropy(access, offset, access.size - offset) } : null;
}

function measureSections(access: RandomAccess, ranges: readonly SectionRange[]): Section[] {
  const bySize = ranges.map((range) => heldSize(access, range)).sort((a, b) => b - a);
  const least = Math.max(1, bySize[Math.min(measuredSections, bySize.length) - 1] ?? 1);
  let measured = 0;
  return ranges.map((range) => {
    const size = heldSize(access, range);
    const isMeasured = size >= least && measured++ < measuredSections;
    return { ...range, size, entropy: isMeasured ? measureEntropy(access, range.offset, size) : null };
  });
}

function heldSize(access: RandomAccess, { offset, size }: SectionRange): number {
  return Math.max(0, Math.min(size, access.size - offset));
}
