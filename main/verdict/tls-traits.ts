/** What the handshake of an encrypted connection says for or against mining: a few small weights that add up. */
import type { TlsTrait } from '../../shared/evidence-fact';
import type { ConversationFindings } from '../decode/conversation-findings';
import { parseAddress } from '../decode/parse-address';
import { readCertificate } from '../decode/tls-certificate';
import { weights } from './judge';
import { recognisePoolCertificate } from './pool-certificates';

/** A trait with its weight in nats, positive towards mining. */
export interface WeighedTrait {
  readonly trait: TlsTrait;
  readonly weight: number;
}

const webProtocol = /^(?:h2|http\/1\.[01])$/;
/** Names that mean something only at home. */
const privateName =
  /(?:^|\.)(?:localhost|local|lan|home|internal|intranet|corp|localdomain|arpa|test|invalid|example)$/;

/** The traits of a connection, at most one about the client's hello and one about the server's certificate. */
export function findTlsTraits(findings: ConversationFindings): WeighedTrait[] {
  return [findHelloTrait(findings), findCertificateTrait(findings)].filter((each) => each !== null);
}

/** Nats, positive towards mining. */
export function sumTraits(traits: readonly WeighedTrait[]): number {
  return traits.reduce((sum, { weight }) => sum + weight, 0);
}

function findHelloTrait({ tlsRawJa4, tlsServerName, tlsAlpn }: ConversationFindings): WeighedTrait | null {
  // What was left out is known only once all of the ClientHello was seen.
  if (tlsServerName === null && tlsAlpn === null) {
    return tlsRawJa4 === null ? null : { trait: 'no-name-no-protocol', weight: weights.tlsNoNameNoProtocol };
  }
  if (tlsServerName === null) return null;
  if (parseAddress(tlsServerName) !== null) return { trait: 'address-as-name', weight: weights.tlsAddressAsName };
  const isPublic = tlsServerName.includes('.') && !privateName.test(tlsServerName);
  const isWeb = isPublic && tlsAlpn !== null && webProtocol.test(tlsAlpn);
  return isWeb ? { trait: 'web-protocol', weight: weights.tlsWebProtocol } : null;
}

function findCertificateTrait({ tlsCertificate }: ConversationFindings): WeighedTrait | null {
  if (!tlsCertificate?.isSelfSigned) return null;
  const certificate = readCertificate(tlsCertificate);
  switch (certificate && recognisePoolCertificate(certificate)) {
    case 'nodejs-pool':
      return { trait: 'nodejs-pool-certificate', weight: weights.tlsPoolCertificate };
    case 'p2pool':
      return { trait: 'p2pool-certificate', weight: weights.tlsMinerCertificate };
    case 'xmrig':
      return { trait: 'xmrig-certificate', weight: weights.tlsMinerCertificate };
    case null:
      return { trait: 'self-signed', weight: weights.tlsSelfSigned };
  }
}
