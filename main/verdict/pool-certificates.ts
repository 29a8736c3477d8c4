/** Recognises certificates that pool software makes by itself, when nobody gives it one. */
import type { TlsCertificate } from '../decode/tls-certificate';

/** Software whose certificates are known. */
export type PoolSoftware = 'nodejs-pool' | 'p2pool' | 'xmrig';

const dayMs = 86_400_000;

/**
 * Whose certificate it is, or null. Sources, each the program's own code or installation script:
 * - nodejs-pool and xmr-node-proxy, which many public Monero pools run: `openssl req -subj
 *   "/C=IT/ST=Pool/L=Daemon/O=Mining Pool/CN=mining.pool"` (`mining.proxy`) in deployment/deploy.bash, Dockerfile;
 * - P2Pool: src/tls.cpp, `C=US, O=BoringSSL` valid for 20 years of 365.25 days;
 * - XMRig and xmrig-proxy: src/base/net/tls/TlsGen.cpp, version 1, serial number 1, 3,650 days, only a common name.
 */
export function recognisePoolCertificate(certificate: TlsCertificate): PoolSoftware | null {
  if (!certificate.isSelfSigned) return null;
  const { subject, version, serial, notBeforeMs, notAfterMs } = certificate;
  const days = (notAfterMs - notBeforeMs) / dayMs;
  const name = subject.map(([type, value]) => `${type}=${value}`).join('/');
  if (name.includes('O=Mining Pool/CN=mining.p')) return 'nodejs-pool';
  if (name === 'C=US/O=BoringSSL' && days === 20 * 365.25) return 'p2pool';
  const isBare = version === 1 && serial === '01' && subject.length === 1 && subject[0][0] === 'CN';
  return isBare && days === 3650 ? 'xmrig' : null;
}
