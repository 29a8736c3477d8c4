/** Which packer, protector or bundler left its marks in an executable. */
import { byteText } from './byte-text';
import type { SectionRange } from './image-layout';
import type { RandomAccess } from './random-access';

/** Section names that only these programs give. */
const sectionMarks: readonly (readonly [RegExp, string])[] = [
  [/^UPX[0-9!]/, 'UPX'],
  [/^\.MPRESS[12]$/, 'MPRESS'],
  [/^(?:\.themida|Themida ?|\.winlice|WinLicen)$/i, 'Themida'],
  [/^\.vmp[0-9]$/, 'VMProtect'],
  [/^\.(?:aspack|adata)$/, 'ASPack'],
  [/^\.petite$/, 'Petite'],
  [/^(?:PEC2(?:TO|MO)?|PECompact2|pec[12])$/, 'PECompact'],
  [/^\.enigma[12]$/, 'Enigma'],
  [/^\.?nsp[012]$/, 'NsPack'],
  [/^(?:FSG!|\.packed|\.RLPack|kkrunchy|\.Upack|MEW|\.perplex|\.yP|\.y0da)/, 'another packer'],
  [/^pydata$/, 'PyInstaller'],
  [/^\.ndata$/, 'NSIS'],
];

/** How overlays of bundlers begin, or what is near the file's end. Bytes as text, one character each. */
const overlayMarks: readonly (readonly [string, string])[] = [
  ['7z\xbc\xaf\x27\x1c', '7-Zip'],
  [';!@Install@!UTF-8!', '7-Zip'],
  ['Rar!\x1a\x07', 'RAR'],
  ['PK\x03\x04', 'Zip'],
  ['MSCF', 'Cabinet'],
  ['zlb\x1a', 'Inno Setup'],
  ['KAX', 'Nuitka'],
  ['KAY', 'Nuitka'],
];
const nsisMark = '\xef\xbe\xad\xdeNullsoftInst';
const pyInstallerMark = 'MEI\x0c\x0b\x0a\x0b\x0e';
const upxMark = 'UPX!';
const headBytes = 1024;
const tailBytes = 8192;

/** The name, or null. `overlayOffset` is the file's size where there is no overlay. Reads at most 10 KB. */
export function namePacker(
  access: RandomAccess,
  sections: readonly SectionRange[],
  overlayOffset: number,
): string | null {
  for (const [mark, packer] of sectionMarks) {
    if (sections.some(({ name }) => mark.test(name))) return packer;
  }
  const head = read(access, 0, headBytes);
  const tail = read(access, Math.max(0, access.size - tailBytes), tailBytes);
  if (head.startsWith('\x7fELF') && head.slice(8, 10) === 'AI') return 'AppImage';
  // Text that tells of UPX is not packed by it: the mark counts where UPX puts it, in a file without sections.
  const isBare = sections.every(({ name }) => name.startsWith('LOAD '));
  if (isBare && (head.includes(upxMark) || tail.slice(-64).includes(upxMark))) return 'UPX';
  if (tail.includes(pyInstallerMark)) return 'PyInstaller';
  const overlay = read(access, overlayOffset, 64);
  if (overlay.includes(nsisMark)) return 'NSIS';
  return overlayMarks.find(([mark]) => overlay.startsWith(mark))?.[1] ?? null;
}

function read(access: RandomAccess, offset: number, length: number): string {
  return byteText(access.read(offset, length));
}
