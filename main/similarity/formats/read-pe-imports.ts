/** Imports of a PE: `library!function`, or `library!#12` by number. */
import { most } from './image-layout';
import type { FieldReader } from './read-fields';
import type { PeSection } from './read-pe';

/**
 * Follows the import directory at `table` (an address in memory). Tables that are not in the file, or too long, are
 * read as far as they go.
 */
export function readPeImports(
  fields: FieldReader,
  table: number,
  sections: readonly PeSection[],
  is64: boolean,
): string[] {
  const imports: string[] = [];
  const textAt = (address: number) => {
    const at = toOffset(sections, address);
    return at < 0 ? '' : printable(fields.text(at, most.nameBytes));
  };
  for (let i = 0; i < most.libraries; i++) {
    const at = toOffset(sections, table + i * 20);
    if (at < 0 || fields.u32(at + 12) === 0) break;
    const library = textAt(fields.u32(at + 12));
    if (library === '') break;
    const names = fields.u32(at) || fields.u32(at + 16);
    const before = imports.length;
    for (let k = 0; imports.length < most.functions; k++) {
      const name = readThunk(fields, toOffset(sections, names + k * (is64 ? 8 : 4)), is64, textAt);
      if (name === null) break;
      imports.push(`${library}!${name}`);
    }
    if (imports.length === before) imports.push(library);
    if (imports.length >= most.functions || fields.hasRunOut()) break;
  }
  return imports;
}

function readThunk(fields: FieldReader, at: number, is64: boolean, textAt: (address: number) => string): string | null {
  if (at < 0) return null;
  const low = fields.u32(at);
  const high = is64 ? fields.u32(at + 4) : low;
  if (low === 0 && high === 0) return null;
  if (high >= 0x8000_0000) return `#${low & 0xffff}`;
  return textAt(low + 2) || null;
}

function toOffset(sections: readonly PeSection[], address: number): number {
  const home = sections.find((section) => address >= section.address && address < section.address + section.size);
  return home === undefined ? -1 : home.offset + address - home.address;
}

function printable(text: string): string {
  return /^[\x20-\x7e]+$/.test(text) ? text : '';
}
