import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Conversation } from '../../../main/decode/conversation';
import { readTlsHello } from '../../../main/decode/tls-hello';
import { bytesOf, readWhole } from './conversation-support';

const uint16 = (value: number) => String.fromCharCode(value >> 8, value & 0xff);
const extension = (type: number, body: string) => uint16(type) + uint16(body.length) + body;

interface HelloParts {
  readonly name?: string;
  readonly protocols?: readonly string[];
  /** Bytes of a key share before the name: 1,216 for X25519MLKEM768. */
  readonly keyShareBytes?: number;
  readonly recordBytes?: number;
}

/** A ClientHello in TLS records, one character per byte. */
function clientHello({ name, protocols, keyShareBytes = 32, recordBytes = 16_384 }: HelloParts): string {
  const serverName =
    name === undefined ? '' : extension(0, uint16(name.length + 3) + '\0' + uint16(name.length) + name);
  const list = (protocols ?? []).map((protocol) => String.fromCharCode(protocol.length) + protocol).join('');
  const alpn = protocols === undefined ? '' : extension(16, uint16(list.length) + list);
  const extensions = extension(51, 'k'.repeat(keyShareBytes)) + serverName + extension(43, '\x02\x03\x04') + alpn;
  const body =
    '\x03\x03' +
    'r'.repeat(32) +
    '\x20' +
    's'.repeat(32) +
    '\0\x02\x13\x01' +
    '\x01\0' +
    uint16(extensions.length) +
    extensions;
  const message = '\x01\0' + uint16(body.length) + body;
  let records = '';
  for (let at = 0; at < message.length; at += recordBytes) {
    const fragment = message.slice(at, at + recordBytes);
    records += '\x16\x03\x01' + uint16(fragment.length) + fragment;
  }
  return records;
}

describe('a ClientHello', () => {
  it('gives its server name and first protocol', () => {
    const hello = clientHello({ name: 'Pool.SupportXMR.com', protocols: ['h2', 'http/1.1'] });
    expect(readWhole(hello, hello.length)).toMatchObject({
      hasTlsHello: true,
      tlsServerName: 'pool.supportxmr.com',
      tlsAlpn: 'h2',
      dialect: null,
    });
  });

  it('may have neither', () => {
    const findings = readWhole(clientHello({}), 4096);
    expect(findings).toMatchObject({ hasTlsHello: true, tlsServerName: null, tlsAlpn: null });
  });

  it('is read across segments and records, the name behind a large key share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1500 }), fc.integer({ min: 1, max: 900 }), (segment, recordBytes) => {
        const hello = clientHello({ name: 'a.example', protocols: ['h2'], keyShareBytes: 1216, recordBytes });
        expect(readWhole(hello, segment)).toMatchObject({ tlsServerName: 'a.example', tlsAlpn: 'h2' });
      }),
      { numRuns: 40 },
    );
  });

  it('gives what was captured where the capture cut it', () => {
    const hello = clientHello({ name: 'a.example', protocols: ['h2'], keyShareBytes: 100 });
    const conversation = new Conversation();
    const data = bytesOf(hello).subarray(0, hello.indexOf('a.example') + 9);
    conversation.read(true, data, 0, data.length);
    conversation.skip(true);
    expect(conversation.findings).toMatchObject({ hasTlsHello: true, tlsServerName: 'a.example', tlsAlpn: null });
  });

  it('may be damaged anywhere', () => {
    const hello = bytesOf(clientHello({ name: 'a.example', protocols: ['h2'] }));
    fc.assert(
      fc.property(fc.nat(hello.length - 1), fc.nat(255), fc.nat(hello.length), (at, byte, length) => {
        const damaged = hello.slice();
        damaged[at] = byte;
        expect(() => readTlsHello(damaged, 0, length)).not.toThrow();
      }),
    );
  });
});
