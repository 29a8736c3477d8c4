import { expect, it } from 'vitest';
import { tlsTraitSchema, type EvidenceFact } from '../../../shared/evidence-fact';
import { describeFact } from '../../../shared/evidence-text';

const fact: Extract<EvidenceFact, { code: 'tls-hello' }> = {
  code: 'tls-hello',
  hasHello: true,
  serverName: null,
  alpn: null,
  ja4: 't12i280600_ed727256b201_ff11c12e41fd',
  version: 'TLS 1.2',
  certificate: {
    subject: 'CN=localhost',
    issuer: 'CN=localhost',
    isSelfSigned: true,
    notBefore: null,
    notAfter: '2036-11-19T22:21:31.000Z',
  },
  traits: [{ trait: 'no-name-no-protocol', weight: 0.75 }],
  isLimited: false,
};

it('says what the handshake showed, and what of it counts', () => {
  expect(describeFact(fact, 'en')).toBe(
    'Encrypted with TLS 1.2, and the client names no server; certificate of CN=localhost, signed by itself, valid until 2036-11-19; counts: neither server name nor protocol (+0.75); JA4 t12i280600_ed727256b201_ff11c12e41fd',
  );
  const browser = { ...fact, serverName: 'www.example.org', alpn: 'h2', version: 'TLS 1.3', certificate: null };
  expect(describeFact({ ...browser, traits: [{ trait: 'web-protocol', weight: -0.25 }], ja4: null }, 'en')).toBe(
    'Encrypted with TLS 1.3 to www.example.org (h2); counts: HTTP to a public name (−0.25)',
  );
  expect(describeFact({ ...fact, isLimited: true }, 'en')).toContain('never decide alone');
});

it('does not say that a name is missing where the client was not seen', () => {
  expect(describeFact({ ...fact, hasHello: false, traits: [], ja4: null, certificate: null }, 'en')).toBe(
    'Encrypted with TLS 1.2',
  );
});

it('has Japanese words for every trait', () => {
  for (const trait of tlsTraitSchema.options) {
    const text = describeFact({ ...fact, traits: [{ trait, weight: 1 }] }, 'ja');
    expect(
      text.replace(/JA4 .*|CN=localhost|TLS|HTTP|P2Pool|XMRig|xmrig-proxy|nodejs-pool|xmr-node-proxy|IP/g, ''),
    ).not.toMatch(/[A-Za-z]{2,}/);
  }
});
