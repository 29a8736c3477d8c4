import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Conversation } from '../../../main/decode/conversation';
import { certificates } from '../../support/certificates';

const uint16 = (value: number): number[] => [value >> 8, value & 0xff];
const uint24 = (value: number): number[] => [value >> 16, ...uint16(value & 0xffff)];
const message = (type: number, body: readonly number[]): number[] => [type, ...uint24(body.length), ...body];

function serverHello(extensions: readonly number[] = []): number[] {
  const tail = extensions.length === 0 ? [] : [...uint16(extensions.length), ...extensions];
  return message(2, [3, 3, ...new Array<number>(32).fill(9), 0, 0xc0, 0x2f, 0, ...tail]);
}

function certificateMessage(...chain: Uint8Array[]): number[] {
  const list = chain.flatMap((each) => [...uint24(each.length), ...each]);
  return message(11, [...uint24(list.length), ...list]);
}

function records(bytes: readonly number[], recordBytes = 16_384, type = 22): number[] {
  const result: number[] = [];
  for (let at = 0; at < bytes.length; at += recordBytes) {
    const fragment = bytes.slice(at, at + recordBytes);
    result.push(type, 3, 3, ...uint16(fragment.length), ...fragment);
  }
  return result;
}

function readAll(stream: readonly number[], segmentBytes: number) {
  const conversation = new Conversation();
  const data = Uint8Array.from(stream);
  let news = 0;
  for (let at = 0; at < data.length; at += segmentBytes) {
    if (conversation.read(false, data, at, Math.min(segmentBytes, data.length - at))) news++;
  }
  return { ...conversation.findings, news };
}

const flight = [
  ...serverHello(),
  ...certificateMessage(certificates.nodejsPool, certificates.ordinary),
  ...message(14, []),
];

describe("a server's answer", () => {
  it('gives its version and certificate, once, however it is cut into records and segments', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1500 }), fc.integer({ min: 1, max: 900 }), (segmentBytes, recordBytes) => {
        const findings = readAll([...records(flight, recordBytes), ...records([1], 1, 20)], segmentBytes);
        expect(findings).toMatchObject({ tlsVersion: 0x0303, news: 1, hasTlsHello: false });
        expect(findings.tlsCertificate).toMatchObject({ isSelfSigned: true });
      }),
      { numRuns: 60 },
    );
  });

  it('hides its certificate in TLS 1.3', () => {
    const stream = [...records(serverHello([0, 43, 0, 2, 3, 4])), ...records(flight, 900, 23)];
    expect(readAll(stream, 1460)).toMatchObject({ tlsVersion: 0x0304, tlsCertificate: null, news: 0 });
  });

  it('has no certificate where a session is resumed', () => {
    const stream = [
      ...records(serverHello()),
      ...records([1], 1, 20),
      ...records(certificateMessage(certificates.xmrig)),
    ];
    expect(readAll(stream, 1460)).toMatchObject({ tlsVersion: 0x0303, tlsCertificate: null });
  });

  it('gives what was captured where the capture cut it', () => {
    const conversation = new Conversation();
    const data = Uint8Array.from(records(flight));
    conversation.read(false, data, 0, 60);
    conversation.skip(false);
    expect(conversation.findings).toMatchObject({ tlsVersion: 0x0303, tlsCertificate: null });
  });

  it('may be damaged anywhere', () => {
    const data = records(flight);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 20, max: 1500 }),
        (changes, segmentBytes) => {
          const damaged = [...data];
          for (const [at, byte] of changes) damaged[at] = byte;
          expect(() => readAll(damaged, segmentBytes)).not.toThrow();
        },
      ),
    );
  });
});
