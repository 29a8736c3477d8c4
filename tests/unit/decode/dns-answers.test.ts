import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDnsAnswers } from '../../../main/decode/dns-answers';
import { NameTable } from '../../../main/decode/name-table';
import { bytesOf } from './conversation-support';

const uint16 = (value: number) => String.fromCharCode(value >> 8, value & 0xff);
const nameOf = (name: string) =>
  name
    .split('.')
    .map((label) => String.fromCharCode(label.length) + label)
    .join('') + '\0';
const pointer = '\xc0\x0c';
const record = (name: string, type: number, data: string) =>
  name + uint16(type) + uint16(1) + '\0\0\0\x3c' + uint16(data.length) + data;

function response(asked: string, records: readonly string[], flags = 0x8180): string {
  const header = '\x12\x34' + uint16(flags) + uint16(1) + uint16(records.length) + '\0\0\0\0';
  return header + nameOf(asked) + '\0\x01\0\x01' + records.join('');
}

function learned(message: string): NameTable {
  const names = new NameTable();
  readDnsAnswers(bytesOf('xx' + message + 'yy'), 2, message.length, names);
  return names;
}

describe('a DNS response', () => {
  it('gives every address the name that was asked for, whatever the aliases', () => {
    const names = learned(
      response('Pool.Example', [
        record(pointer, 5, nameOf('edge.cdn.test')),
        record('\xc0\x2a', 1, '\xc0\0\x02\x01'),
        record(nameOf('edge.cdn.test'), 28, '\x20\x01\x0d\xb8' + '\0'.repeat(11) + '\x01'),
      ]),
    );
    expect(names.nameOf('192.0.2.1')).toBe('pool.example');
    expect(names.nameOf('2001:db8::1')).toBe('pool.example');
    expect(names.size).toBe(2);
  });

  it('is believed only if it answers one question without an error', () => {
    const answer = record(pointer, 1, '\xc0\0\x02\x01');
    for (const flags of [0x0100, 0x8183, 0xa800]) expect(learned(response('a.test', [answer], flags)).size).toBe(0);
    expect(learned(response('a.test', [record(pointer, 1, '\xc0\0\x02')])).size).toBe(0);
  });

  it('gives what is there when it was cut short', () => {
    const answers = [record(pointer, 1, '\xc0\0\x02\x01'), record(pointer, 1, '\xc0\0\x02\x02')];
    const names = learned(response('a.test', answers).slice(0, -1));
    expect([names.nameOf('192.0.2.1'), names.nameOf('192.0.2.2')]).toEqual(['a.test', null]);
  });

  it('cannot loop, and never makes it throw', () => {
    const loop = response('a.test', [record('\xc0\x1e', 5, '\xc0\x1e'), record('\xc0\x1e', 1, '\xc0\0\x02\x01')]);
    expect(learned(loop).size).toBe(1);
    const valid = bytesOf(response('a.test', [record(pointer, 1, '\xc0\0\x02\x01')]));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(valid.length), (noise, at) => {
        const damaged = Uint8Array.from([...valid.subarray(0, at), ...noise]);
        expect(() => readDnsAnswers(damaged, 0, damaged.length, new NameTable())).not.toThrow();
      }),
    );
  });
});

describe('the name table', () => {
  it('keeps the newest name of an address, and forgets the addresses nobody asked about for longest', () => {
    const names = new NameTable(2);
    names.learn('192.0.2.1', 'old.test');
    names.learn('192.0.2.1', 'new.test');
    names.learn('192.0.2.2', 'b.test');
    expect(names.nameOf('192.0.2.1')).toBe('new.test');
    names.learn('192.0.2.3', 'c.test');
    expect(names.size).toBe(2);
    expect(names.nameOf('192.0.2.1')).toBe('new.test');
    expect(names.nameOf('192.0.2.2')).toBeNull();
  });
});
