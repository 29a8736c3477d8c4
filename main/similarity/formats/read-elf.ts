/** Layout of an ELF file (System V ABI, chapters 4 and 5), 32 and 64 bit, both byte orders. */
import { most, type ImageLayout, type SectionRange } from './image-layout';
import { readFields, type FieldReader } from './read-fields';
import type { RandomAccess } from './random-access';

const machines: Record<number, string | undefined> = {
  2: 'sparc',
  3: 'x86',
  4: 'm68k',
  8: 'mips',
  20: 'powerpc',
  21: 'powerpc64',
  22: 's390x',
  40: 'arm',
  42: 'superh',
  62: 'x86-64',
  183: 'arm64',
  243: 'riscv',
  258: 'loongarch',
};

const noBits = 8;
const executableSection = 4;
const executableSegment = 1;
const loadSegment = 1;
const dynamicSegment = 2;
const neededEntry = 1;
const stringTableEntry = 5;

interface Segment {
  readonly type: number;
  readonly isCode: boolean;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/** Reads the section and program headers; null where the bytes are no ELF file. Broken tables give what can be read. */
export function readElf(access: RandomAccess): ImageLayout | null {
  const ident = access.read(0, 6);
  if (ident.length < 6 || ident[0] !== 0x7f || ident[1] !== 0x45 || ident[2] !== 0x4c || ident[3] !== 0x46) return null;
  const is64 = ident[4] === 2;
  const fields = readFields(access, ident[5] !== 2);
  const word = (at: number) => (is64 ? fields.u64(at) : fields.u32(at));
  const header = is64
    ? { size: 64, segments: word(32), sections: word(40), counts: 54 }
    : { size: 52, segments: word(28), sections: word(32), counts: 42 };
  const [segmentBytes, segmentCount, sectionBytes, sectionCount, namesIndex] = [0, 2, 4, 6, 8].map((at) =>
    fields.u16(header.counts + at),
  );

  const segments: Segment[] = [];
  for (let i = 0; i < Math.min(segmentCount, most.segments) && !fields.hasRunOut(); i++) {
    segments.push(readSegment(fields, header.segments + i * segmentBytes, is64));
  }
  const ranges = readSections(fields, header.sections, sectionBytes, sectionCount, namesIndex, is64);
  const sections = ranges.length > 0 ? ranges : nameSegments(segments);
  const end = Math.max(
    header.size,
    segmentCount > 0 ? header.segments + segmentCount * segmentBytes : 0,
    sectionCount > 0 ? header.sections + sectionCount * sectionBytes : 0,
    ...[...segments, ...sections].map((each) => each.offset + each.size),
  );
  const imports = readNeeded(fields, segments, is64);
  return {
    architecture: machines[fields.u16(18)] ?? null,
    sections,
    end,
    imports,
    isDamaged: fields.hasRunOut() || end > access.size,
  };
}

function readSegment(fields: FieldReader, at: number, is64: boolean): Segment {
  const type = fields.u32(at);
  return is64
    ? {
        type,
        isCode: (fields.u32(at + 4) & executableSegment) !== 0,
        offset: fields.u64(at + 8),
        address: fields.u64(at + 16),
        size: fields.u64(at + 32),
      }
    : {
        type,
        isCode: (fields.u32(at + 24) & executableSegment) !== 0,
        offset: fields.u32(at + 4),
        address: fields.u32(at + 8),
        size: fields.u32(at + 16),
      };
}

function readSections(
  fields: FieldReader,
  table: number,
  entryBytes: number,
  count: number,
  namesIndex: number,
  is64: boolean,
): SectionRange[] {
  const sections: SectionRange[] = [];
  if (table === 0) return sections;
  const word = (at: number) => (is64 ? fields.u64(at) : fields.u32(at));
  const [flagsAt, offsetAt, sizeAt] = is64 ? [8, 24, 32] : [8, 16, 20];
  const names = word(table + namesIndex * entryBytes + offsetAt);
  for (let i = 0; i < Math.min(count, most.sections) && !fields.hasRunOut(); i++) {
    const at = table + i * entryBytes;
    const type = fields.u32(at + 4);
    const size = word(at + sizeAt);
    if (type === 0 || type === noBits || size === 0) continue;
    sections.push({
      name: fields.text(names + fields.u32(at), most.nameBytes),
      offset: word(at + offsetAt),
      size,
      isCode: (word(at + flagsAt) & executableSection) !== 0,
    });
  }
  return sections;
}

/** A stripped file has no sections; what is loaded stands for them. */
function nameSegments(segments: readonly Segment[]): SectionRange[] {
  return segments
    .filter((segment) => segment.type === loadSegment && segment.size > 0)
    .map(({ offset, size, isCode }, i) => ({ name: `LOAD ${i}`, offset, size, isCode }));
}

/** Names of the libraries that the dynamic section asks for. */
function readNeeded(fields: FieldReader, segments: readonly Segment[], is64: boolean): string[] {
  const dynamic = segments.find((segment) => segment.type === dynamicSegment);
  if (dynamic === undefined) return [];
  const wordBytes = is64 ? 8 : 4;
  const word = (at: number) => (is64 ? fields.u64(at) : fields.u32(at));
  const needed: number[] = [];
  let strings = -1;
  for (let i = 0; i < most.functions && !fields.hasRunOut(); i++) {
    const at = dynamic.offset + i * 2 * wordBytes;
    const tag = word(at);
    if (tag === 0 || at >= dynamic.offset + dynamic.size) break;
    if (tag === neededEntry && needed.length < most.libraries) needed.push(word(at + wordBytes));
    if (tag === stringTableEntry) strings = toOffset(segments, word(at + wordBytes));
  }
  if (strings < 0) return [];
  return needed.map((name) => fields.text(strings + name, most.nameBytes)).filter((name) => name !== '');
}

function toOffset(segments: readonly Segment[], address: number): number {
  const home = segments.find(
    ({ type, address: start, size }) => type === loadSegment && address >= start && address < start + size,
  );
  return home === undefined ? -1 : home.offset + address - home.address;
}
