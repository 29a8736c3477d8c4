/** Layout of a Mach-O file (Apple, mach-o/loader.h and fat.h): thin and fat, 32 and 64 bit, both byte orders. */
import { most, type ImageLayout, type SectionRange } from './image-layout';
import { accessPart, type RandomAccess } from './random-access';
import { readFields, type FieldReader } from './read-fields';

const machines: Record<number, string | undefined> = {
  7: 'x86',
  0x0100_0007: 'x86-64',
  12: 'arm',
  0x0100_000c: 'arm64',
  18: 'powerpc',
  0x0100_0012: 'powerpc64',
};

const fatMagic = 0xcafe_babe;
const fatMagic64 = 0xcafe_babf;
const mostArchitectures = 16;
/** Java classes begin like fat files; theirs is a version from 45 on where the number of architectures is. */
const firstJavaVersion = 45;

const command = { segment: 1, segment64: 0x19, encryption: 0x21, encryption64: 0x2c } as const;
/** LC_LOAD_DYLIB, and its weak, upward, lazy and re-exporting kin without the bit "must be understood". */
const libraryCommands = [0x0c, 0x18, 0x1f, 0x20, 0x23];
const codeAttributes = 0x8000_0400;

/** Reads the load commands of every architecture; null where the bytes are no Mach-O file. */
export function readMachO(access: RandomAccess): ImageLayout | null {
  const fields = readFields(access, false);
  if (access.size < 8) return null;
  const magic = fields.u32(0);
  return magic === fatMagic || magic === fatMagic64 ? readFat(access, fields, magic === fatMagic64) : readThin(access);
}

function readFat(access: RandomAccess, fields: FieldReader, is64: boolean): ImageLayout | null {
  const count = fields.u32(4);
  if (count === 0 || (!is64 && count >= firstJavaVersion)) return null;
  const entryBytes = is64 ? 32 : 20;
  const word = (at: number) => (is64 ? fields.u64(at) : fields.u32(at));
  const parts: { readonly offset: number; readonly size: number; readonly layout: ImageLayout }[] = [];
  let isDamaged = count > mostArchitectures;
  for (let i = 0; i < Math.min(count, mostArchitectures); i++) {
    const at = 8 + i * entryBytes;
    const [offset, size] = [word(at + 8), word(at + (is64 ? 16 : 12))];
    const layout = offset >= access.size ? null : readThin(accessPart(access, offset, size));
    if (layout === null) isDamaged = true;
    else parts.push({ offset, size, layout });
  }
  if (parts.length === 0) return null;
  const names = parts.map(({ layout }) => layout.architecture ?? 'unknown');
  return {
    architecture: names.join('+'),
    sections: parts.flatMap(({ offset, layout }, i) =>
      layout.sections.map((section) => ({
        ...section,
        name: `${names[i]}:${section.name}`,
        offset: offset + section.offset,
      })),
    ),
    end: Math.max(8 + count * entryBytes, ...parts.map(({ offset, size }) => offset + size)),
    imports: [...new Set(parts.flatMap(({ layout }) => layout.imports))],
    ...(parts.some(({ layout }) => layout.packer) ? { packer: 'encrypted by its store' } : {}),
    isDamaged: isDamaged || parts.some(({ layout }) => layout.isDamaged),
  };
}

function readThin(access: RandomAccess): ImageLayout | null {
  const magic = readFields(access, false).u32(0);
  const isLittleEndian = magic === 0xcefa_edfe || magic === 0xcffa_edfe;
  if (!isLittleEndian && magic !== 0xfeed_face && magic !== 0xfeed_facf) return null;
  const is64 = magic === 0xfeed_facf || magic === 0xcffa_edfe;
  const fields = readFields(access, isLittleEndian);
  const commands = is64 ? 32 : 28;
  const commandsEnd = commands + fields.u32(20);
  const count = Math.min(fields.u32(16), most.functions);

  const sections: SectionRange[] = [];
  const imports: string[] = [];
  let end = commandsEnd;
  let isEncrypted = false;
  for (let i = 0, at = commands; i < count && at + 8 <= commandsEnd && !fields.hasRunOut(); i++) {
    const [kind, size] = [fields.u32(at) & 0x7fff_ffff, fields.u32(at + 4)];
    if (size < 8) break;
    if (kind === command.segment || kind === command.segment64) {
      end = Math.max(end, readSegment(fields, at, at + size, kind === command.segment64, sections));
    } else if (libraryCommands.includes(kind) && imports.length < most.libraries) {
      imports.push(fields.text(at + fields.u32(at + 8), most.nameBytes));
    } else if (kind === command.encryption || kind === command.encryption64) {
      isEncrypted ||= fields.u32(at + 16) !== 0;
    }
    at += size;
  }
  return {
    architecture: machines[fields.u32(4)] ?? null,
    sections,
    end,
    imports: imports.filter((name) => name !== ''),
    ...(isEncrypted ? { packer: 'encrypted by its store' } : {}),
    isDamaged: fields.hasRunOut() || end > access.size,
  };
}

/** Adds the sections of one segment (or the segment, where it has none) and gives the end of its bytes. */
function readSegment(fields: FieldReader, at: number, commandEnd: number, is64: boolean, into: SectionRange[]): number {
  const word = (position: number) => (is64 ? fields.u64(position) : fields.u32(position));
  const name = fields.text(at + 8, 16);
  const [offset, size] = is64 ? [word(at + 40), word(at + 48)] : [word(at + 32), word(at + 36)];
  const count = fields.u32(at + (is64 ? 64 : 48));
  const [headerBytes, sectionBytes] = is64 ? [72, 80] : [56, 68];
  const before = into.length;
  for (let i = 0; i < count && into.length < most.sections; i++) {
    const section = at + headerBytes + i * sectionBytes;
    if (section + sectionBytes > commandEnd || fields.hasRunOut()) break;
    const range = readSection(fields, section, is64);
    if (range.offset > 0 && range.size > 0) into.push(range);
  }
  if (into.length === before && size > 0) into.push({ name, offset, size, isCode: false });
  return offset + size;
}

function readSection(fields: FieldReader, at: number, is64: boolean): SectionRange {
  const [size, offset, flags] = is64
    ? [fields.u64(at + 40), fields.u32(at + 48), fields.u32(at + 64)]
    : [fields.u32(at + 36), fields.u32(at + 40), fields.u32(at + 56)];
  return {
    name: `${fields.text(at + 16, 16)},${fields.text(at, 16)}`,
    offset,
    size,
    isCode: (flags & codeAttributes) !== 0,
  };
}
