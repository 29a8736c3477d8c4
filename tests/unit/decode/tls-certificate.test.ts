import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCertificate, readCertificate } from '../../../main/decode/tls-certificate';
import { certificates } from '../../support/certificates';

function readPart(data: Uint8Array, to: number) {
  const found = findCertificate(data, 0, to);
  return found && readCertificate(found);
}

const read = (data: Uint8Array) => readPart(data, data.length);

describe('a certificate', () => {
  it('signed by itself tells its names, dates and serial number', () => {
    const subject = [
      ['C', 'IT'],
      ['ST', 'Pool'],
      ['L', 'Daemon'],
      ['O', 'Mining Pool'],
      ['CN', 'mining.proxy'],
    ];
    expect(read(certificates.nodejsPool)).toEqual({
      subject,
      issuer: subject,
      isSelfSigned: true,
      notBeforeMs: Date.parse('2026-11-22T22:21:30Z'),
      notAfterMs: Date.parse('2126-10-29T22:21:30Z'),
      version: 3,
      serial: '7076d5d096ec25db79d093688b8ba7e363b57283',
    });
  });

  it('may be of version 1, which is not said in it', () => {
    expect(read(certificates.xmrig)).toMatchObject({ subject: [['CN', 'localhost']], version: 1, serial: '01' });
  });

  it('of a chain differs in subject and issuer, and may be named in UTF-8', () => {
    expect(read(certificates.ordinary)).toMatchObject({
      subject: [
        ['C', 'JP'],
        ['O', 'カナリア株式会社'],
        ['CN', '*.example.jp'],
      ],
      issuer: [
        ['O', 'Some CA'],
        ['CN', 'Some Root'],
      ],
      isSelfSigned: false,
      notAfterMs: Date.parse('2081-08-25T22:21:31Z'),
    });
  });

  it('needs to be there up to its subject, not to its end', () => {
    const whole = read(certificates.nodejsPool);
    const shortest = certificates.nodejsPool.findIndex(
      (_, length) => readPart(certificates.nodejsPool, length) !== null,
    );
    for (let length = 0; length <= certificates.nodejsPool.length; length++) {
      const found = readPart(certificates.nodejsPool, length);
      expect(found).toEqual(length < shortest ? null : whole);
    }
  });

  it('may be damaged anywhere, and nothing behind the end is read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(certificates)),
        fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 6 }),
        fc.nat(600),
        (certificate, changes, length) => {
          const damaged = certificate.slice();
          for (const [at, byte] of changes) damaged[at] = byte;
          const to = Math.min(length, damaged.length);
          const longer = new Uint8Array(to + 200).fill(0x30);
          longer.set(damaged.subarray(0, to));
          expect(readPart(longer, to)).toEqual(readPart(damaged.slice(0, to), to));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('may be anything at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        expect(() => read(data)).not.toThrow();
      }),
    );
  });
});
