import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessBytes } from '../../../../main/similarity/formats/random-access';
import { readExecutable } from '../../../../main/similarity/formats/read-executable';
import { repositoryRoot, requireOrSkip } from '../../../support/requirements';
import { makeBytes } from '../tlsh/make-bytes';
import { join, makeElf, makePe } from './make-executable';
import { watchAccess } from './watch-access';

const code = { name: '.text', bytes: makeBytes('code', 5000, 1), isCode: true };
const data = { name: '.rodata', bytes: makeBytes('words', 3000, 2) };
const noise = makeBytes('noise', 4096, 3);
const text = (words: string) => new TextEncoder().encode(words);
const read = (bytes: Uint8Array) => readExecutable(accessBytes(bytes));

describe('readExecutable', () => {
  it('reads sections, their entropy and the overlay of an ELF file', () => {
    const image = makeElf([code, data]);
    const plain = read(image);
    expect(plain).toMatchObject({ format: 'elf', architecture: 'x86-64', overlay: null, isDamaged: false });
    expect(plain.sections.map(({ name, isCode }) => [name, isCode])).toEqual([
      ['.text', true],
      ['.rodata', false],
      ['.shstrtab', false],
    ]);
    expect(plain.sections[0].entropy).toBeGreaterThan(plain.sections[1].entropy ?? 8);
    const padded = read(join(image, noise));
    expect(padded.overlay).toMatchObject({ offset: image.length, size: noise.length });
    expect(padded.overlay?.entropy).toBeGreaterThan(7.9);
  });

  it('reads imports and sections of a PE file, and takes certificates for no overlay', () => {
    const image = makePe([code, data]);
    expect(read(image)).toMatchObject({
      format: 'pe',
      architecture: 'x86-64',
      overlay: null,
      imports: ['KERNEL32.dll!VirtualAlloc', 'WS2_32.dll!#23'],
      isDamaged: false,
    });
    expect(read(makePe([code], { certificate: noise })).overlay).toBeNull();
    expect(read(makePe([code], { overlay: noise, certificate: data.bytes })).overlay?.size).toBe(noise.length);
    const signed = makePe([code], { certificate: data.bytes });
    expect(read(join(signed, noise)).overlay).toMatchObject({ offset: signed.length, size: noise.length });
  });

  it('names packers by their marks, wherever they leave them', () => {
    expect(read(makePe([{ ...code, name: 'UPX1' }])).packer).toBe('UPX');
    expect(read(makePe([{ ...code, name: '.vmp0' }])).packer).toBe('VMProtect');
    expect(read(makePe([{ ...code, name: '.themida' }])).packer).toBe('Themida');
    expect(read(makePe([code], { overlay: text('\x00\x00\x00\x00PK') })).packer).toBeNull();
    expect(read(join(makeElf([code]), text('PK\x03\x04'), noise)).packer).toBe('Zip');
    expect(read(join(makeElf([code]), noise, text('MEI\x0c\x0b\x0a\x0b\x0e'), data.bytes)).packer).toBe('PyInstaller');
    const stripped = makeElf([{ ...code, bytes: noise }], { isStripped: true });
    expect(read(join(stripped, text('\0\0UPX!\r\n'))).packer).toBe('UPX');
    expect(read(makeElf([{ ...data, bytes: text('This text tells of UPX! and its marks') }, code])).packer).toBeNull();
  });

  it.each([
    ['#!/bin/sh\necho hello\n', 'shell'],
    ['#!/usr/bin/env -S python3 -u\nprint(1)\n', 'python'],
    ['#!/usr/bin/env node\n', 'javascript'],
    ['#!/usr/bin/perl -w\n', 'perl'],
    ['@echo off\r\nset POOL=1\r\nstart /b miner.exe\r\n', 'batch'],
    ['$pool = "x"\nInvoke-WebRequest -Uri $pool -OutFile x.exe\n', 'powershell'],
    ['import os\nimport sys\n\ndef main():\n    pass\n', 'python'],
    ['"use strict";var a=require("x");function b(){}', 'javascript'],
    ['export POOL=x\nif [ -f x ]; then\n chmod +x miner\nfi\n', 'shell'],
    ['Set shell = CreateObject("WScript.Shell")\r\nshell.Run "x"\r\n', 'vbscript'],
  ])('takes %j for a script', (words, language) => {
    expect(read(text(words))).toMatchObject({ format: 'script', language });
    const wide = Uint8Array.from([0xff, 0xfe, ...[...words].flatMap((char) => [char.charCodeAt(0), 0])]);
    if (!words.startsWith('#!')) expect(read(wide)).toMatchObject({ format: 'script', language });
  });

  it.each([
    ['', null],
    ['Just a few words of prose, which import nothing and set nothing.', null],
    ['{ "pools": [{ "url": "x" }] }', null],
    ['MZ and then nothing that a DOS program would be', null],
    ['\x7fEL', null],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['PK\x03\x04', 'zip'],
  ])('takes %j for something else', (words, compressedKind) => {
    const bytes = Uint8Array.from([...words].map((char) => char.charCodeAt(0)));
    expect(read(bytes)).toMatchObject({ format: 'other', language: null, compressedKind });
  });
});

const native = ['@electron-internal/extract-zip', 'electron-winstaller/vendor']
  .map((folder) => path.join(repositoryRoot, 'node_modules', folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
  .filter((file) => /\.(?:node|exe|dll)$/.test(file));

describe.runIf(requireOrSkip('native files in node_modules', native.length > 10))(
  'readExecutable on real files',
  () => {
    it('reads PE, ELF and fat Mach-O files undamaged, with code that is not packed', () => {
      const formats = new Set<string>();
      for (const file of native) {
        const found = read(readFileSync(file));
        formats.add(`${found.format} ${found.architecture}`);
        expect(found, file).toMatchObject({ isDamaged: false, packer: null, overlay: null });
        expect(found.imports.length, file).toBeGreaterThan(0);
        const largest = found.sections.filter(({ isCode }) => isCode).sort((a, b) => b.size - a.size)[0];
        expect(largest.entropy, file).toBeLessThan(6.9);
      }
      expect(formats).toContain('mach-o x86-64+arm64');
      expect(formats).toContain('elf arm');
      expect(formats).toContain('pe arm64');
    });
  },
);

describe('readExecutable on large and broken files', () => {
  it('reads little of a sparse file of 100 GB', () => {
    const image = makePe([code, data]);
    const size = 100e9;
    let bytesRead = 0;
    const found = readExecutable({
      size,
      read(offset, length) {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
        if (offset < image.length) bytes.set(image.subarray(offset, offset + bytes.length));
        bytesRead += bytes.length;
        return bytes;
      },
    });
    expect(found.overlay).toEqual({ offset: image.length, size: size - image.length, entropy: 0 });
    expect(bytesRead).toBeLessThan(5e6);
  });

  const samples = [
    makeElf([code, data]),
    makeElf([code], { isStripped: true }),
    makePe([code, data], { overlay: noise, certificate: data.bytes }),
    ...native
      .filter((file) => /ia32|arm-gnueabihf|darwin|win32-x64|wconsole|rcedit/.test(file))
      .map((file) => new Uint8Array(readFileSync(file))),
    ...(existsSync('/bin/ls') ? [new Uint8Array(readFileSync('/bin/ls'))] : []),
  ];
  const sample = fc.nat(samples.length - 1);

  const readWatched = (bytes: Uint8Array) => {
    const access = watchAccess(bytes);
    const found = readExecutable(access);
    for (const { offset, size } of found.sections) expect(size === 0 || offset + size <= bytes.length).toBe(true);
    if (found.overlay !== null) expect(found.overlay.offset).toBeLessThan(bytes.length);
    expect(access.bytesRead()).toBeLessThan(200e6);
  };

  it('reads any bytes, with or without the beginning of an executable', () => {
    const magics = [
      '',
      '\x7fELF\x02\x01',
      '\x7fELF\x01\x02',
      'MZ',
      '\xcf\xfa\xed\xfe',
      '\xfe\xed\xfa\xce',
      '\xca\xfe\xba\xbe',
    ];
    const magic = fc.constantFrom(
      ...magics.map((mark) => Uint8Array.from([...mark].map((char) => char.charCodeAt(0)))),
    );
    fc.assert(
      fc.property(magic, fc.uint8Array({ maxLength: 2000 }), (mark, bytes) => readWatched(join(mark, bytes))),
      { numRuns: 500 },
    );
  });

  it('reads executables that are cut short', () => {
    fc.assert(
      fc.property(sample, fc.double({ min: 0, max: 1, noNaN: true }), (which, share) =>
        readWatched(samples[which].subarray(0, Math.floor(samples[which].length * share))),
      ),
      { numRuns: 60 },
    );
  });

  it('reads executables with bytes of their headers and tables changed', () => {
    const change = fc.record({
      at: fc.nat(4096),
      value: fc.constantFrom(0, 1, 0x7f, 0x80, 0xff),
      isAtEnd: fc.boolean(),
    });
    fc.assert(
      fc.property(sample, fc.array(change, { minLength: 1, maxLength: 30 }), (which, changes) => {
        const bytes = samples[which];
        const broken = bytes.slice();
        for (const { at, value, isAtEnd } of changes) broken[isAtEnd ? bytes.length - 1 - at : at] = value;
        readWatched(broken);
      }),
      { numRuns: 150 },
    );
  });
});
