import { describe, expect, it } from 'vitest';
import { Conversation } from '../../../main/decode/conversation';
import type { ConversationFindings } from '../../../main/decode/conversation-findings';
import {
  findCertificate,
  readCertificate,
  type FoundCertificate,
  type TlsCertificate,
} from '../../../main/decode/tls-certificate';
import { thresholds, priorLogOdds, verdictOf, weights } from '../../../main/verdict/judge';
import { recognisePoolCertificate } from '../../../main/verdict/pool-certificates';
import { findTlsTraits, sumTraits } from '../../../main/verdict/tls-traits';
import { certificates } from '../../support/certificates';

function find(data: Uint8Array): FoundCertificate {
  const found = findCertificate(data, 0, data.length);
  if (found === null) throw new Error('not a certificate');
  return found;
}

function read(data: Uint8Array): TlsCertificate {
  const certificate = readCertificate(find(data));
  if (certificate === null) throw new Error('not a certificate');
  return certificate;
}

function traitsOf(findings: Partial<ConversationFindings>): string[] {
  return findTlsTraits({ ...new Conversation().findings, ...findings }).map(({ trait }) => trait);
}

const hello = { hasTlsHello: true, tlsRawJa4: 't13i0100_' };

describe('the traits of a TLS handshake', () => {
  it('are those of a miner, a browser, a person with an address, or none', () => {
    expect(traitsOf(hello)).toEqual(['no-name-no-protocol']);
    expect(traitsOf({ ...hello, tlsServerName: 'www.example.org', tlsAlpn: 'h2' })).toEqual(['web-protocol']);
    expect(traitsOf({ ...hello, tlsServerName: '192.0.2.7', tlsAlpn: 'h2' })).toEqual(['address-as-name']);
    expect(traitsOf({ ...hello, tlsServerName: 'printer.local', tlsAlpn: 'h2' })).toEqual([]);
    expect(traitsOf({ ...hello, tlsServerName: 'mail.example.org' })).toEqual([]);
    expect(traitsOf({ ...hello, tlsAlpn: 'h2' })).toEqual([]);
    expect(traitsOf({})).toEqual([]);
  });

  it('do not hold a missing name against a client whose hello was cut', () => {
    expect(traitsOf({ hasTlsHello: true })).toEqual([]);
  });

  it('tell the certificates of pool software from others', () => {
    const text = Buffer.from(certificates.nodejsPool).toString('latin1');
    const other = find(Buffer.from(text.replaceAll('Mining Pool', 'Garden Tool'), 'latin1'));
    expect(traitsOf({ tlsCertificate: find(certificates.nodejsPool) })).toEqual(['nodejs-pool-certificate']);
    expect(traitsOf({ tlsCertificate: find(certificates.p2pool) })).toEqual(['p2pool-certificate']);
    expect(traitsOf({ tlsCertificate: find(certificates.xmrig) })).toEqual(['xmrig-certificate']);
    expect(traitsOf({ tlsCertificate: other })).toEqual(['self-signed']);
    expect(traitsOf({ tlsCertificate: find(certificates.ordinary) })).toEqual([]);
  });

  it('know such a certificate by all of what makes it one', () => {
    const p2pool = read(certificates.p2pool);
    const xmrig = read(certificates.xmrig);
    expect(recognisePoolCertificate({ ...p2pool, notAfterMs: p2pool.notAfterMs + 1000 })).toBeNull();
    expect(recognisePoolCertificate({ ...xmrig, version: 3 })).toBeNull();
    expect(recognisePoolCertificate({ ...xmrig, serial: '02' })).toBeNull();
    expect(recognisePoolCertificate({ ...read(certificates.nodejsPool), isSelfSigned: false })).toBeNull();
  });

  it('never make a connection mining without the model, not even with a name on a list', () => {
    const tlsCertificate = find(certificates.nodejsPool);
    const sum = sumTraits(findTlsTraits({ ...new Conversation().findings, ...hello, tlsCertificate }));
    expect(sum + weights.knownPoolName).toBeGreaterThan(weights.namesAndTlsLimit);
    for (const modelWeight of [null, 0]) {
      expect(verdictOf({ modelWeight, dialectWeight: 0, nameWeight: weights.namesAndTlsLimit })).not.toBe('mining');
    }
    expect(priorLogOdds + weights.namesAndTlsLimit).toBeLessThan(Math.log(thresholds.mining / (1 - thresholds.mining)));
  });
});
