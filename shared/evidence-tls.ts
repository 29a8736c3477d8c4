/** A TLS handshake in words, in English and Japanese. */
import type { EvidenceFact, TlsTrait } from './evidence-fact';

type TlsFact = Extract<EvidenceFact, { code: 'tls-hello' }>;

const englishTraits: Record<TlsTrait, string> = {
  'no-name-no-protocol': 'neither server name nor protocol',
  'address-as-name': 'an IP address for a name',
  'web-protocol': 'HTTP to a public name',
  'self-signed': 'self-signed certificate',
  'nodejs-pool-certificate': 'certificate as nodejs-pool and xmr-node-proxy make it',
  'p2pool-certificate': 'certificate as P2Pool makes it',
  'xmrig-certificate': 'certificate as XMRig and xmrig-proxy make it',
};

const japaneseTraits: Record<TlsTrait, string> = {
  'no-name-no-protocol': 'サーバー名もプロトコルもなし',
  'address-as-name': '名前の代わりにIPアドレス',
  'web-protocol': '公開された名前へのHTTP',
  'self-signed': '自己署名証明書',
  'nodejs-pool-certificate': 'nodejs-poolやxmr-node-proxyが作る形の証明書',
  'p2pool-certificate': 'P2Poolが作る形の証明書',
  'xmrig-certificate': 'XMRigやxmrig-proxyが作る形の証明書',
};

export function describeTlsInEnglish(fact: TlsFact): string {
  const { certificate, ja4 } = fact;
  const to = fact.serverName === null ? '' : ` to ${fact.serverName}`;
  const parts = [`Encrypted with ${fact.version ?? 'TLS'}${to}${fact.alpn ? ` (${fact.alpn})` : ''}`];
  if (fact.hasHello && fact.serverName === null) parts[0] += ', and the client names no server';
  if (certificate !== null) {
    const issuer = certificate.isSelfSigned ? 'signed by itself' : `signed by ${certificate.issuer || 'nobody named'}`;
    const until = certificate.notAfter === null ? '' : `, valid until ${certificate.notAfter.slice(0, 10)}`;
    parts.push(`certificate of ${certificate.subject || 'nobody named'}, ${issuer}${until}`);
  }
  if (fact.traits.length > 0) {
    const limited = fact.isLimited ? ', limited because names and TLS never decide alone' : '';
    parts.push(`counts: ${listTraits(fact, englishTraits, ', ')}${limited}`);
  }
  if (ja4 !== null) parts.push(`JA4 ${ja4}`);
  return parts.join('; ');
}

export function describeTlsInJapanese(fact: TlsFact): string {
  const { certificate, ja4 } = fact;
  const version = fact.version ?? 'TLS';
  const alpn = fact.alpn ? `（${fact.alpn}）` : '';
  const parts = [
    fact.serverName === null
      ? `${version}で暗号化されています${alpn}`
      : `${fact.serverName} へ${version}で暗号化されています${alpn}`,
  ];
  if (fact.hasHello && fact.serverName === null) {
    parts[0] = `${version}で暗号化されており、クライアントはサーバー名を示していません${alpn}`;
  }
  if (certificate !== null) {
    const issuer = certificate.isSelfSigned ? '自己署名' : `発行者 ${certificate.issuer || '不明'}`;
    const until = certificate.notAfter === null ? '' : `、有効期限 ${certificate.notAfter.slice(0, 10)}`;
    parts.push(`証明書 ${certificate.subject || '名前なし'}（${issuer}${until}）`);
  }
  if (fact.traits.length > 0) {
    const limited = fact.isLimited ? '（名前とTLSだけでは決められないため上限あり）' : '';
    parts.push(`加算：${listTraits(fact, japaneseTraits, '、')}${limited}`);
  }
  if (ja4 !== null) parts.push(`JA4 ${ja4}`);
  return parts.join('。');
}

function listTraits({ traits }: TlsFact, names: Record<TlsTrait, string>, comma: string): string {
  return traits
    .map(({ trait, weight }) => `${names[trait]} (${weight < 0 ? '−' : '+'}${Math.abs(weight)})`)
    .join(comma);
}
