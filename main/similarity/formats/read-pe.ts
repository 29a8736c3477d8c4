/** Layout of a Windows executable (Microsoft, "PE Format"), 32 and 64 bit. */
import { most, type ImageLayout, type SectionRange } from './image-layout';
import { readFields, type FieldReader } from './read-fields';
import { readPeImports } from './read-pe-imports';
import type { RandomAccess } from './random-access';

const machines: Record<number, string | undefined> = {
  0x14c: 'x86',
  0x1c0: 'arm',
  0x1c4: 'arm',
  0x8664: 'x86-64',
  0xaa64: 'arm64',
};

const codeFlags = 0x2000_0020;
const directory = { imports: 1, certificates: 4 } as const;
const symbolBytes = 18;

/** A section of a PE with its place in memory. */
export interface PeSection extends SectionRange {
  readonly address: number;
}

/** Reads headers, sections and imports; null where the bytes are no PE file (a DOS program is none). */
export function readPe(access: RandomAccess): ImageLayout | null {
  const fields = readFields(access, true);
  if (access.size < 64 || fields.u16(0) !== 0x5a4d) return null;
  const pe = fields.u32(0x3c);
  if (pe + 24 > access.size || fields.u32(pe) !== 0x4550) return null;

  const optional = pe + 24;
  const is64 = fields.u16(optional) === 0x20b;
  const optionalBytes = fields.u16(pe + 20);
  const sectionCount = Math.min(fields.u16(pe + 6), most.sections);
  const sections: PeSection[] = [];
  for (let i = 0; i < sectionCount && !fields.hasRunOut(); i++) {
    const section = readSection(fields, optional + optionalBytes + i * 40);
    if (section.size > 0) sections.push(section);
  }
  const directories = optional + (is64 ? 112 : 96);
  const directoryCount = fields.u32(directories - 4);
  const findDirectory = (index: number) =>
    index < directoryCount && directories + index * 8 < optional + optionalBytes
      ? { at: fields.u32(directories + index * 8), size: fields.u32(directories + index * 8 + 4) }
      : { at: 0, size: 0 };

  const certificates = findDirectory(directory.certificates);
  const imports = findDirectory(directory.imports);
  const end = Math.max(
    optional + optionalBytes + sectionCount * 40,
    findSymbolsEnd(fields, pe),
    ...sections.map((section) => section.offset + section.size),
  );
  return {
    architecture: machines[fields.u16(pe + 4)] ?? null,
    sections,
    end,
    ...(certificates.at >= end && certificates.size > 0
      ? { appendix: { offset: certificates.at, size: certificates.size } }
      : {}),
    imports: imports.at === 0 ? [] : readPeImports(fields, imports.at, sections, is64),
    isDamaged: fields.hasRunOut() || end > access.size,
  };
}

function readSection(fields: FieldReader, at: number): PeSection {
  return {
    name: fields.text(at, 8),
    offset: fields.u32(at + 20),
    size: fields.u32(at + 16),
    isCode: (fields.u32(at + 36) & codeFlags) !== 0,
    address: fields.u32(at + 12),
  };
}

/** Where the COFF symbols and their strings end (MinGW and Go leave them after the sections); 0 without symbols. */
function findSymbolsEnd(fields: FieldReader, pe: number): number {
  const [table, count] = [fields.u32(pe + 12), fields.u32(pe + 16)];
  if (table === 0 || count === 0) return 0;
  const strings = table + count * symbolBytes;
  return strings + 4 > fields.size ? 0 : strings + fields.u32(strings);
}
