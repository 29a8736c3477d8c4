/** Small executables with the tables that matter, made by hand: no tool for packed ones is at hand where tests run. */

export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isCode?: boolean;
}

/** Writes numbers and bytes at growing positions, little endian. */
class Writer {
  private readonly bytes: number[] = [];

  get length(): number {
    return this.bytes.length;
  }

  number(value: number, length: number): this {
    for (let i = 0, rest = value; i < length; i++, rest = Math.floor(rest / 256)) this.bytes.push(rest % 256);
    return this;
  }

  u16 = (...values: number[]): this => values.reduce((self: this, value) => self.number(value, 2), this);
  u32 = (...values: number[]): this => values.reduce((self: this, value) => self.number(value, 4), this);
  u64 = (...values: number[]): this => values.reduce((self: this, value) => self.number(value, 8), this);

  text(text: string, length = text.length): this {
    for (let i = 0; i < length; i++) this.bytes.push(i < text.length ? text.charCodeAt(i) : 0);
    return this;
  }

  add(bytes: Uint8Array): this {
    for (const byte of bytes) this.bytes.push(byte);
    return this;
  }

  fillTo(position: number): this {
    while (this.bytes.length < position) this.bytes.push(0);
    return this;
  }

  done(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}

/** ELF for x86-64 with sections and one segment over them; with `isStripped` only segments, one for each part. */
export function makeElf(parts: readonly Part[], { isStripped = false, machine = 62 } = {}): Uint8Array {
  const segments = isStripped ? parts.length : 1;
  const bodyAt = 64 + 56 * segments;
  const names = ['', ...parts.map(({ name }) => name), '.shstrtab'].join('\0') + '\0';
  const bodyBytes = parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const namesAt = bodyAt + bodyBytes;
  const tableAt = isStripped ? 0 : namesAt + names.length;
  const sections = isStripped ? 0 : parts.length + 2;
  const file = new Writer()
    .text('\x7fELF')
    .add(Uint8Array.of(2, 1, 1))
    .fillTo(16);
  file
    .u16(2, machine)
    .u32(1)
    .u64(0x400000, 64, tableAt)
    .u32(0)
    .u16(64, 56, segments, 64, sections, sections - 1);
  let at = bodyAt;
  for (const { bytes, isCode } of isStripped ? parts : [{ bytes: { length: bodyBytes }, isCode: true }]) {
    file.u32(1, isCode ? 5 : 4).u64(at, 0x400000 + at, 0x400000 + at, bytes.length, bytes.length, 4096);
    at += bytes.length;
  }
  for (const { bytes } of parts) file.add(bytes);
  if (isStripped) return file.done();
  file.text(names).fillTo(tableAt + 64);
  at = bodyAt;
  const nameAt = (name: string) => names.indexOf(`\0${name}\0`) + 1;
  for (const { name, bytes, isCode } of parts) {
    file
      .u32(nameAt(name), 1)
      .u64(isCode ? 6 : 2, 0, at, bytes.length)
      .u32(0, 0)
      .u64(1, 0);
    at += bytes.length;
  }
  return file.u32(nameAt('.shstrtab'), 3).u64(0, 0, namesAt, names.length).u32(0, 0).u64(1, 0).done();
}

export interface PeOptions {
  /** After the sections. */
  readonly overlay?: Uint8Array;
  /** After the overlay; the security directory points to it. */
  readonly certificate?: Uint8Array;
}

const alignment = 512;

/** PE for x86-64 with an import of KERNEL32.dll!VirtualAlloc and WS2_32.dll by number. */
export function makePe(parts: readonly Part[], { overlay, certificate }: PeOptions = {}): Uint8Array {
  const imports = new Writer();
  const base = 0x1000;
  imports
    .u32(base + 80, 0, 0, base + 112, base + 80)
    .u32(base + 96, 0, 0, base + 128, base + 96)
    .u32(0, 0, 0, 0, 0);
  imports
    .fillTo(80)
    .u64(base + 144, 0)
    .number(23, 4)
    .number(0x8000_0000, 4)
    .u64(0);
  imports.text('KERNEL32.dll', 16).text('WS2_32.dll', 16).u16(0).text('VirtualAlloc', 14);
  const all = [{ name: '.idata', bytes: imports.done() }, ...parts];
  const padded = (length: number) => Math.ceil(length / alignment) * alignment;
  const headers = padded(0x80 + 24 + 240 + 40 * all.length);
  const bodyEnd = headers + all.reduce((sum, { bytes }) => sum + padded(bytes.length), 0);
  const certificateAt = bodyEnd + (overlay?.length ?? 0);

  const file = new Writer().text('MZ').fillTo(0x3c).u32(0x80).fillTo(0x80).text('PE\0\0');
  file
    .u16(0x8664, all.length)
    .u32(0, 0, 0)
    .u16(240, 0x22)
    .u16(0x20b)
    .fillTo(0x80 + 24 + 108)
    .u32(16);
  file.u32(0, 0, base, 60).fillTo(0x80 + 24 + 112 + 32);
  file.u32(certificate ? certificateAt : 0, certificate?.length ?? 0).fillTo(0x80 + 24 + 240);
  let at = headers;
  let address = base;
  for (const part of all) {
    const size = padded(part.bytes.length);
    file.text(part.name, 8).u32(part.bytes.length, address, size, at, 0, 0, 0);
    file.u32('isCode' in part && part.isCode ? 0x6000_0020 : 0x4000_0040);
    at += size;
    address += Math.ceil(size / 4096) * 4096;
  }
  file.fillTo(headers);
  for (const { bytes } of all) file.add(bytes).fillTo(padded(file.length));
  return file
    .add(overlay ?? new Uint8Array(0))
    .add(certificate ?? new Uint8Array(0))
    .done();
}

/** Joins bytes. */
export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
