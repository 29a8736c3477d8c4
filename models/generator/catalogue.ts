/** Every kind of conversation the generator knows, with how often it comes and what may carry it. */
import {
  makeMessenger,
  makeRepeatedCall,
  makeSlowAnswers,
  makeTelecontrol,
  makeTypedSession,
} from './benign/conversations';
import { makeDns, makeNtp, makeQuic, makeSip, makeSteadyDatagrams } from './benign/datagrams';
import { makeRdp, makeVnc } from './benign/desktops';
import { makeImapIdle, makeManagedAgent, makePush, makeSsh, makeTelemetry, makeTunnel } from './benign/heartbeats';
import { knownProtocols } from './benign/known/known-protocols';
import { makeGame, makeLiveStream, makeRtsp, makeTorrent, makeVideo } from './benign/media';
import { makeAmqp, makeChat, makeFeed, makeIrc, makeMqtt, makeSlowTicker, makeXmpp } from './benign/messaging';
import { makeOnion, makePaddedNames, makeTlsVpn } from './benign/overlays';
import { makeBitcoinPeer, makeEthereumPeer, makeMoneroPeer } from './benign/peers';
import {
  makeBinaryPolling,
  makeBrowsing,
  makeDatabase,
  makeElectrum,
  makeLanguageServer,
  makeNodeRpc,
  makeNodeSubscription,
  makePolling,
  makeScrape,
  makeTransfer,
} from './benign/requests';
import {
  makeBrokerClient,
  makeFileShare,
  makeFixSession,
  makePlantSubscription,
  makeSipTelephone,
  makeStalledTransfer,
  makeTurn,
} from './benign/sessions';
import { makeDnsOverTcp, makeFailure, makePrinter, makeShortCall, makeSmtp } from './benign/short-visits';
import { makeUnknownProtocol } from './benign/unknown-protocol';
import { makeHttp2Stream, makeLogShipper, makeServerSentEvents, makeSync, makeTopic } from './benign/streams';
import { makeCoinhive, makeWebMinerPool } from './mining/coinhive';
import { makeCryptonote, makeCryptonoteRefused } from './mining/cryptonote';
import { makeDuinoCoin } from './mining/duino-coin';
import { makeEthereumGetworkHttp, makeEthereumProxy, makeEthereumStratum } from './mining/ethereum';
import { makeBlockTemplate, makeDaemonPolling, makeGetwork, makeGetworkRefused } from './mining/getwork-http';
import { makeEquihash, makeKaspa, makeKawpow } from './mining/notify-coins';
import { makeGetworkWebSocket } from './mining/getwork-websocket';
import { makeBeam, makeGrin, makeUnknownPool } from './mining/other-pools';
import { makeStratumV1, makeStratumV1Idle } from './mining/stratum-v1';
import { makeStratumV1Abandoned, makeStratumV1Refused } from './mining/stratum-v1-walk';
import { makeStratumV2 } from './mining/stratum-v2';
import type { Carrier } from './carriage';
import type { Label } from './generated-connection';
import type { ModelMaker } from './model';
import type { Weighted } from './random';

export interface Entry {
  readonly label: Label;
  /** Such as `mining/cryptonote`. */
  readonly kind: string;
  /** Share among the entries of its label. */
  readonly weight: number;
  readonly carriers: readonly Weighted<Carrier>[];
  readonly make: ModelMaker;
  /** Work is never handed out: a miner was turned away. */
  readonly isRefused?: boolean;
  /** The protocol encrypts by itself. */
  readonly isEncrypted?: boolean;
  readonly transport?: 'tcp' | 'udp';
  /** Longest useful duration, seconds: conversations of heavy traffic stay short. */
  readonly mostSeconds?: number;
}

const stratumCarriers: readonly Weighted<Carrier>[] = [
  ['plain', 55],
  ['tls', 33],
  ['socks', 3],
  ['connect', 2],
  ['tls+socks', 3],
  ['tls+connect', 2],
  ['ws+tls', 2],
];
const pageCarriers: readonly Weighted<Carrier>[] = [
  ['ws', 40],
  ['ws+tls', 60],
];
const boardCarriers: readonly Weighted<Carrier>[] = [
  ['plain', 80],
  ['ws', 5],
  ['ws+tls', 15],
];
const plainOrTls: readonly Weighted<Carrier>[] = [
  ['plain', 50],
  ['tls', 50],
];
const appCarriers: readonly Weighted<Carrier>[] = [
  ['plain', 42],
  ['tls', 46],
  ['ws+tls', 4],
  ['socks', 2],
  ['connect', 2],
  ['tls+socks', 2],
  ['tls+connect', 2],
];
const socketCarriers: readonly Weighted<Carrier>[] = [
  ['ws', 25],
  ['ws+tls', 45],
  ['plain', 10],
  ['tls', 20],
];
const anyCarriers: readonly Weighted<Carrier>[] = [...stratumCarriers, ['ws', 5], ['ws+tls', 10]];
const plain: readonly Weighted<Carrier>[] = [['plain', 1]];
const mostlyTls: readonly Weighted<Carrier>[] = [
  ['plain', 10],
  ['tls', 90],
];
const carriersOf = { plain, 'plain-or-tls': plainOrTls, 'mostly-tls': mostlyTls, socket: socketCarriers } as const;

export const catalogue: readonly Entry[] = [
  { label: 'mining', kind: 'cryptonote', weight: 28, carriers: stratumCarriers, make: makeCryptonote },
  {
    label: 'mining',
    kind: 'cryptonote-refused',
    weight: 1,
    carriers: plainOrTls,
    make: makeCryptonoteRefused,
    isRefused: true,
  },
  { label: 'mining', kind: 'stratum-v1', weight: 20, carriers: stratumCarriers, make: makeStratumV1 },
  { label: 'mining', kind: 'stratum-v1-idle', weight: 14, carriers: plainOrTls, make: makeStratumV1Idle },
  { label: 'mining', kind: 'stratum-v1-abandoned', weight: 4, carriers: plainOrTls, make: makeStratumV1Abandoned },
  {
    label: 'mining',
    kind: 'stratum-v1-refused',
    weight: 3,
    carriers: plainOrTls,
    make: makeStratumV1Refused,
    isRefused: true,
  },
  {
    label: 'mining',
    kind: 'ethereum-getwork-http',
    weight: 3,
    carriers: plainOrTls,
    make: makeEthereumGetworkHttp,
    mostSeconds: 1800,
  },
  { label: 'mining', kind: 'ethereum-proxy', weight: 5, carriers: stratumCarriers, make: makeEthereumProxy },
  { label: 'mining', kind: 'ethereum-stratum', weight: 4, carriers: stratumCarriers, make: makeEthereumStratum },
  { label: 'mining', kind: 'equihash', weight: 5, carriers: stratumCarriers, make: makeEquihash },
  { label: 'mining', kind: 'kawpow', weight: 3, carriers: stratumCarriers, make: makeKawpow },
  { label: 'mining', kind: 'kaspa', weight: 2, carriers: stratumCarriers, make: makeKaspa, mostSeconds: 1800 },
  { label: 'mining', kind: 'grin', weight: 3, carriers: stratumCarriers, make: makeGrin },
  { label: 'mining', kind: 'beam', weight: 3, carriers: mostlyTls, make: makeBeam },
  { label: 'mining', kind: 'unknown-pool', weight: 8, carriers: anyCarriers, make: makeUnknownPool },
  { label: 'mining', kind: 'coinhive', weight: 9, carriers: pageCarriers, make: makeCoinhive },
  { label: 'mining', kind: 'webminerpool', weight: 3, carriers: pageCarriers, make: makeWebMinerPool },
  {
    label: 'mining',
    kind: 'getwork-websocket',
    weight: 2,
    carriers: pageCarriers,
    make: makeGetworkWebSocket,
    mostSeconds: 1800,
  },
  { label: 'mining', kind: 'duino-coin', weight: 2, carriers: boardCarriers, make: makeDuinoCoin, mostSeconds: 3600 },
  { label: 'mining', kind: 'getwork', weight: 2, carriers: plain, make: makeGetwork },
  { label: 'mining', kind: 'getwork-refused', weight: 1, carriers: plain, make: makeGetworkRefused, isRefused: true },
  { label: 'mining', kind: 'getblocktemplate', weight: 1, carriers: plain, make: makeBlockTemplate, mostSeconds: 900 },
  {
    label: 'mining',
    kind: 'daemon-polling',
    weight: 1,
    carriers: plainOrTls,
    make: makeDaemonPolling,
    mostSeconds: 1800,
  },
  { label: 'mining', kind: 'stratum-v2', weight: 8, carriers: plain, make: makeStratumV2, isEncrypted: true },

  { label: 'benign', kind: 'push', weight: 6, carriers: mostlyTls, make: makePush },
  { label: 'benign', kind: 'imap-idle', weight: 5, carriers: appCarriers, make: makeImapIdle },
  { label: 'benign', kind: 'telemetry', weight: 12, carriers: mostlyTls, make: makeTelemetry },
  { label: 'benign', kind: 'managed-agent', weight: 5, carriers: mostlyTls, make: makeManagedAgent },
  { label: 'benign', kind: 'slow-ticker', weight: 5, carriers: socketCarriers, make: makeSlowTicker },
  { label: 'benign', kind: 'ssh', weight: 5, carriers: plain, make: makeSsh, isEncrypted: true },
  { label: 'benign', kind: 'tunnel', weight: 3, carriers: plainOrTls, make: makeTunnel, mostSeconds: 3600 },
  { label: 'benign', kind: 'mqtt', weight: 9, carriers: appCarriers, make: makeMqtt },
  { label: 'benign', kind: 'amqp', weight: 3, carriers: appCarriers, make: makeAmqp, mostSeconds: 3600 },
  { label: 'benign', kind: 'xmpp', weight: 3, carriers: appCarriers, make: makeXmpp },
  { label: 'benign', kind: 'irc', weight: 3, carriers: appCarriers, make: makeIrc },
  { label: 'benign', kind: 'chat', weight: 8, carriers: socketCarriers, make: makeChat },
  { label: 'benign', kind: 'feed', weight: 8, carriers: socketCarriers, make: makeFeed, mostSeconds: 1200 },
  { label: 'benign', kind: 'node-rpc', weight: 3, carriers: plainOrTls, make: makeNodeRpc, mostSeconds: 1800 },
  {
    label: 'benign',
    kind: 'node-subscription',
    weight: 3,
    carriers: socketCarriers,
    make: makeNodeSubscription,
    mostSeconds: 3600,
  },
  { label: 'benign', kind: 'electrum', weight: 4, carriers: appCarriers, make: makeElectrum },
  { label: 'benign', kind: 'language-server', weight: 2, carriers: plain, make: makeLanguageServer, mostSeconds: 1800 },
  { label: 'benign', kind: 'polling', weight: 8, carriers: plainOrTls, make: makePolling, mostSeconds: 3600 },
  {
    label: 'benign',
    kind: 'binary-polling',
    weight: 5,
    carriers: appCarriers,
    make: makeBinaryPolling,
    mostSeconds: 900,
  },
  { label: 'benign', kind: 'scrape', weight: 2, carriers: plainOrTls, make: makeScrape, mostSeconds: 1800 },
  { label: 'benign', kind: 'database', weight: 3, carriers: plainOrTls, make: makeDatabase, mostSeconds: 1200 },
  { label: 'benign', kind: 'browsing', weight: 10, carriers: mostlyTls, make: makeBrowsing, mostSeconds: 400 },
  { label: 'benign', kind: 'transfer', weight: 3, carriers: plainOrTls, make: makeTransfer, mostSeconds: 180 },
  { label: 'benign', kind: 'short-call', weight: 14, carriers: mostlyTls, make: makeShortCall, mostSeconds: 600 },
  { label: 'benign', kind: 'smtp', weight: 1, carriers: plainOrTls, make: makeSmtp, mostSeconds: 300 },
  { label: 'benign', kind: 'dns-over-tcp', weight: 3, carriers: mostlyTls, make: makeDnsOverTcp, mostSeconds: 1800 },
  { label: 'benign', kind: 'printer', weight: 1, carriers: plain, make: makePrinter, mostSeconds: 3600 },
  { label: 'benign', kind: 'failure', weight: 5, carriers: plain, make: makeFailure },
  {
    label: 'benign',
    kind: 'server-sent-events',
    weight: 7,
    carriers: mostlyTls,
    make: makeServerSentEvents,
    mostSeconds: 3600,
  },
  { label: 'benign', kind: 'http2-stream', weight: 7, carriers: mostlyTls, make: makeHttp2Stream },
  { label: 'benign', kind: 'topic', weight: 7, carriers: appCarriers, make: makeTopic, mostSeconds: 1800 },
  { label: 'benign', kind: 'log-shipper', weight: 4, carriers: plainOrTls, make: makeLogShipper, mostSeconds: 1800 },
  { label: 'benign', kind: 'sync', weight: 3, carriers: mostlyTls, make: makeSync, mostSeconds: 3600 },
  { label: 'benign', kind: 'video', weight: 2, carriers: mostlyTls, make: makeVideo, mostSeconds: 60 },
  { label: 'benign', kind: 'live-stream', weight: 2, carriers: plainOrTls, make: makeLiveStream, mostSeconds: 240 },
  { label: 'benign', kind: 'rtsp', weight: 2, carriers: plain, make: makeRtsp },
  { label: 'benign', kind: 'torrent', weight: 3, carriers: plain, make: makeTorrent, mostSeconds: 600 },
  { label: 'benign', kind: 'game', weight: 5, carriers: plainOrTls, make: makeGame, mostSeconds: 900 },
  { label: 'benign', kind: 'rdp', weight: 4, carriers: mostlyTls, make: makeRdp, mostSeconds: 2400 },
  { label: 'benign', kind: 'vnc', weight: 2, carriers: plain, make: makeVnc, mostSeconds: 1200 },
  { label: 'benign', kind: 'bitcoin-peer', weight: 4, carriers: plain, make: makeBitcoinPeer, mostSeconds: 3600 },
  {
    label: 'benign',
    kind: 'ethereum-peer',
    weight: 3,
    carriers: plain,
    make: makeEthereumPeer,
    isEncrypted: true,
    mostSeconds: 900,
  },
  { label: 'benign', kind: 'monero-peer', weight: 2, carriers: plain, make: makeMoneroPeer, mostSeconds: 2400 },
  { label: 'benign', kind: 'messenger', weight: 6, carriers: plainOrTls, make: makeMessenger },
  { label: 'benign', kind: 'typed-session', weight: 5, carriers: plainOrTls, make: makeTypedSession },
  { label: 'benign', kind: 'slow-answers', weight: 6, carriers: appCarriers, make: makeSlowAnswers, mostSeconds: 1800 },
  {
    label: 'benign',
    kind: 'repeated-call',
    weight: 8,
    carriers: appCarriers,
    make: makeRepeatedCall,
    mostSeconds: 3600,
  },
  { label: 'benign', kind: 'telecontrol', weight: 4, carriers: plainOrTls, make: makeTelecontrol },
  { label: 'benign', kind: 'onion', weight: 4, carriers: mostlyTls, make: makeOnion, mostSeconds: 1800 },
  { label: 'benign', kind: 'tls-vpn', weight: 5, carriers: mostlyTls, make: makeTlsVpn, mostSeconds: 2400 },
  { label: 'benign', kind: 'padded-names', weight: 3, carriers: mostlyTls, make: makePaddedNames, mostSeconds: 1800 },
  { label: 'benign', kind: 'turn', weight: 4, carriers: plainOrTls, make: makeTurn, mostSeconds: 3600 },
  { label: 'benign', kind: 'sip-telephone', weight: 5, carriers: plainOrTls, make: makeSipTelephone },
  { label: 'benign', kind: 'fix-session', weight: 3, carriers: plainOrTls, make: makeFixSession, mostSeconds: 3600 },
  { label: 'benign', kind: 'file-share', weight: 3, carriers: plain, make: makeFileShare, mostSeconds: 3600 },
  {
    label: 'benign',
    kind: 'broker-client',
    weight: 6,
    carriers: appCarriers,
    make: makeBrokerClient,
    mostSeconds: 3600,
  },
  {
    label: 'benign',
    kind: 'plant-subscription',
    weight: 4,
    carriers: plain,
    make: makePlantSubscription,
    mostSeconds: 1800,
  },
  {
    label: 'benign',
    kind: 'stalled-transfer',
    weight: 2,
    carriers: plainOrTls,
    make: makeStalledTransfer,
    mostSeconds: 600,
  },
  {
    label: 'benign',
    kind: 'unknown-protocol',
    weight: 40,
    carriers: appCarriers,
    make: makeUnknownProtocol,
    mostSeconds: 3600,
  },
  ...knownProtocols.map(({ kind, weight, carried, make }): Entry => {
    return { label: 'benign', kind, weight, carriers: carriersOf[carried], make, mostSeconds: 3600 };
  }),
  { label: 'benign', kind: 'dns', weight: 2, carriers: plain, make: makeDns, transport: 'udp' },
  { label: 'benign', kind: 'ntp', weight: 1, carriers: plain, make: makeNtp, transport: 'udp' },
  { label: 'benign', kind: 'sip', weight: 1, carriers: plain, make: makeSip, transport: 'udp' },
  {
    label: 'benign',
    kind: 'quic',
    weight: 1,
    carriers: plain,
    make: makeQuic,
    isEncrypted: true,
    transport: 'udp',
    mostSeconds: 120,
  },
  {
    label: 'benign',
    kind: 'steady-datagrams',
    weight: 1,
    carriers: plain,
    make: makeSteadyDatagrams,
    transport: 'udp',
  },
];
