/** The TLS handshake of a connection as the fact behind its evidence. */
import type { EvidenceFact } from '../../shared/evidence-fact';
import type { ConversationFindings } from '../decode/conversation-findings';
import { readCertificate, type NameAttribute, type TlsCertificate } from '../decode/tls-certificate';
import type { NamesAndTls } from '../verdict/weigh-findings';
import { hashJa4 } from './ja4';

type TlsFact = Extract<EvidenceFact, { code: 'tls-hello' }>;

const versionNames: Readonly<Record<number, string>> = {
  0x0300: 'SSL 3.0',
  0x0301: 'TLS 1.0',
  0x0302: 'TLS 1.1',
  0x0303: 'TLS 1.2',
  0x0304: 'TLS 1.3',
};

/** What either side showed of itself; null where no handshake was seen. */
export function describeTls(
  findings: ConversationFindings,
  { traits, isLimited }: Pick<NamesAndTls, 'traits' | 'isLimited'>,
): TlsFact | null {
  const { hasTlsHello, tlsServerName, tlsAlpn, tlsRawJa4, tlsVersion, tlsCertificate } = findings;
  if (!hasTlsHello && tlsVersion === 0) return null;
  const certificate = tlsCertificate && readCertificate(tlsCertificate);
  return {
    code: 'tls-hello',
    hasHello: hasTlsHello,
    serverName: tlsServerName,
    alpn: tlsAlpn,
    ja4: tlsRawJa4 === null ? null : hashJa4(tlsRawJa4),
    version: versionNames[tlsVersion] ?? null,
    certificate: certificate && describeCertificate(certificate),
    traits: traits.map(({ trait, weight }) => ({ trait, weight })),
    isLimited,
  };
}

function describeCertificate(certificate: TlsCertificate): TlsFact['certificate'] {
  return {
    subject: describeName(certificate.subject),
    issuer: describeName(certificate.issuer),
    isSelfSigned: certificate.isSelfSigned,
    notBefore: dateOf(certificate.notBeforeMs),
    notAfter: dateOf(certificate.notAfterMs),
  };
}

/** `C=US, CN=example.org` */
function describeName(name: readonly NameAttribute[]): string {
  return name.map(([type, value]) => `${type}=${value}`).join(', ');
}

function dateOf(ms: number): string | null {
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
