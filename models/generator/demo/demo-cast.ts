/** Who talks to whom in the demo: a small home network for 20 minutes. */
import { makeNtp, makeQuic } from '../benign/datagrams';
import { makeImapIdle, makePush, makeSsh, makeTelemetry, makeTunnel } from '../benign/heartbeats';
import { makeLiveStream, makeRtsp, makeVideo } from '../benign/media';
import { makeChat, makeFeed, makeMqtt } from '../benign/messaging';
import { makeBrowsing, makeElectrum, makePolling } from '../benign/requests';
import { makeDnsOverTcp, makePrinter, makeShortCall } from '../benign/short-visits';
import { makeHttp2Stream, makeServerSentEvents, makeSync } from '../benign/streams';
import type { Carrier } from '../carriage';
import type { Label } from '../generated-connection';
import { makeCoinhive } from '../mining/coinhive';
import { makeCryptonote } from '../mining/cryptonote';
import type { ModelMaker } from '../model';

export const demoSeconds = 20 * 60;

/** Last byte of each host's address in 192.168.1.0/24, and of its IPv6 address in 2001:db8:1::/64. */
export const demoHosts = {
  router: 1,
  nas: 20,
  'tv-box': 23,
  'office-pc': 31,
  laptop: 42,
  phone: 50,
  camera: 60,
  thermostat: 61,
  printer: 70,
} as const;
export type DemoHost = keyof typeof demoHosts;

export interface DemoRole {
  readonly from: DemoHost;
  /** Name of the server, looked up before; a host of the network is addressed without. */
  readonly to: string;
  readonly address: string;
  readonly port: number;
  readonly label: Label;
  readonly what: string;
  readonly carrier: Carrier;
  readonly make: ModelMaker;
  /** When it begins, seconds; below 0 it ran before the capture did. */
  readonly startSeconds: number;
  readonly forSeconds: number;
  /** The TLS client names no server. */
  readonly isNameless?: boolean;
  readonly isUdp?: boolean;
  readonly isIpv6?: boolean;
  /** Bytes kept of each packet; heavy traffic is cut. */
  readonly snapLength?: number;
  readonly roundTripMs?: number;
  /** Which stream of the seed plays it; its place in the cast unless given. */
  readonly stream?: number;
}

const steady = { firstMeanMs: 14_000, targetMeanMs: 20_000, retargetMs: 90_000 };
const refreshed = { blockMs: 120_000, refreshMs: 24_000, isRestartedByBlock: true, wobble: 0.01, doubleRate: 0 };

const miners: readonly DemoRole[] = [
  {
    from: 'tv-box',
    to: 'xmr-pool.example.net',
    address: '198.51.100.44',
    port: 3333,
    label: 'mining',
    what: 'XMRig 6 in plain text',
    carrier: 'plain',
    make: (random) => makeCryptonote(random, { family: 'xmrig6', rate: steady, rhythm: refreshed }),
    startSeconds: 20,
    forSeconds: 1170,
    roundTripMs: 38,
    stream: 223,
  },
  {
    from: 'office-pc',
    to: 'cdn-assets.example.com',
    address: '203.0.113.77',
    port: 443,
    label: 'mining',
    what: 'XMRig 6 inside TLS 1.3: only its rhythm shows',
    carrier: 'tls',
    make: (random) =>
      makeCryptonote(random, { family: 'xmrig6', rate: steady, rhythm: { ...refreshed, refreshMs: 22_000 } }),
    startSeconds: 45,
    forSeconds: 1130,
    roundTripMs: 27,
  },
  {
    from: 'laptop',
    to: 'ws.free-movies.example.org',
    address: '198.51.100.91',
    port: 80,
    label: 'mining',
    what: 'Coinhive-like mining in a web page, WebSocket without TLS',
    carrier: 'ws',
    make: makeCoinhive,
    startSeconds: 180,
    forSeconds: 840,
    roundTripMs: 61,
    stream: 117,
  },
];

type Everyday = Omit<DemoRole, 'label' | 'what' | 'carrier'> & { readonly carrier?: Carrier };

const everyday: readonly (readonly [what: string, role: Everyday])[] = [
  [
    'MQTT camera',
    {
      from: 'camera',
      to: 'mqtt.camera-cloud.example.com',
      address: '203.0.113.18',
      port: 8883,
      carrier: 'tls',
      make: makeMqtt,
      startSeconds: -40,
      forSeconds: 1300,
    },
  ],
  [
    'MQTT sensor',
    {
      from: 'thermostat',
      to: 'nas',
      address: '192.168.1.20',
      port: 1883,
      make: makeMqtt,
      startSeconds: 12,
      forSeconds: 1180,
    },
  ],
  [
    'IoT telemetry',
    {
      from: 'thermostat',
      to: 'api.warm-home.example.com',
      address: '203.0.113.25',
      port: 443,
      carrier: 'tls',
      make: makeTelemetry,
      startSeconds: 15,
      forSeconds: 1180,
    },
  ],
  [
    'smart TV telemetry',
    {
      from: 'tv-box',
      to: 'device.tv-vendor.example.com',
      address: '203.0.113.140',
      port: 443,
      carrier: 'tls',
      make: makeTelemetry,
      startSeconds: 5,
      forSeconds: 1190,
    },
  ],
  [
    'IMAP IDLE',
    {
      from: 'office-pc',
      to: 'imap.mail.example.org',
      address: '198.51.100.12',
      port: 993,
      carrier: 'tls',
      make: makeImapIdle,
      startSeconds: 8,
      forSeconds: 1190,
    },
  ],
  [
    'IMAP IDLE',
    {
      from: 'phone',
      to: 'imap.mail.example.org',
      address: '198.51.100.12',
      port: 143,
      make: makeImapIdle,
      startSeconds: 33,
      forSeconds: 1100,
    },
  ],
  [
    'push service',
    {
      from: 'phone',
      to: 'push.phone-vendor.example.com',
      address: '203.0.113.5',
      port: 5228,
      carrier: 'tls',
      make: makePush,
      startSeconds: -200,
      forSeconds: 1500,
    },
  ],
  [
    'push service',
    {
      from: 'laptop',
      to: 'push.laptop-vendor.example.com',
      address: '203.0.113.6',
      port: 5223,
      carrier: 'tls',
      make: makePush,
      startSeconds: 3,
      forSeconds: 1190,
    },
  ],
  [
    'messenger',
    {
      from: 'phone',
      to: 'chat.example.com',
      address: '203.0.113.61',
      port: 443,
      carrier: 'tls',
      make: makeChat,
      startSeconds: 26,
      forSeconds: 1150,
    },
  ],
  [
    'team chat',
    {
      from: 'office-pc',
      to: 'wss.team-chat.example.com',
      address: '203.0.113.62',
      port: 443,
      carrier: 'ws+tls',
      make: makeChat,
      startSeconds: 60,
      forSeconds: 1120,
    },
  ],
  [
    'price feed',
    {
      from: 'office-pc',
      to: 'stream.prices.example.com',
      address: '203.0.113.90',
      port: 9443,
      carrier: 'ws+tls',
      stream: 105,
      make: makeFeed,
      startSeconds: 70,
      forSeconds: 420,
    },
  ],
  [
    'sports feed',
    {
      from: 'tv-box',
      to: 'live.scores.example.net',
      address: '198.51.100.33',
      port: 80,
      carrier: 'ws',
      stream: 104,
      make: makeFeed,
      startSeconds: 300,
      forSeconds: 500,
    },
  ],
  [
    'Electrum wallet',
    {
      from: 'laptop',
      to: 'electrum.wallet.example.org',
      address: '198.51.100.70',
      port: 50001,
      make: makeElectrum,
      startSeconds: 95,
      forSeconds: 1080,
    },
  ],
  [
    'SSH',
    {
      from: 'laptop',
      to: 'server.example.net',
      address: '198.51.100.80',
      port: 22,
      make: makeSsh,
      startSeconds: 50,
      forSeconds: 1140,
    },
  ],
  [
    'SSH to the NAS',
    {
      from: 'office-pc',
      to: 'nas',
      address: '192.168.1.20',
      port: 22,
      make: makeSsh,
      startSeconds: 240,
      forSeconds: 700,
    },
  ],
  [
    'VPN over TCP',
    {
      from: 'laptop',
      to: 'vpn.office.example.com',
      address: '203.0.113.200',
      port: 443,
      carrier: 'tls',
      make: makeTunnel,
      startSeconds: 110,
      forSeconds: 1000,
      snapLength: 96,
    },
  ],
  [
    'video',
    {
      from: 'tv-box',
      to: 'video.stream-shop.example.com',
      address: '203.0.113.150',
      port: 443,
      carrier: 'tls',
      make: makeVideo,
      startSeconds: 130,
      forSeconds: 45,
      snapLength: 96,
    },
  ],
  [
    'camera picture',
    {
      from: 'phone',
      to: 'camera',
      address: '192.168.1.60',
      port: 554,
      make: makeRtsp,
      startSeconds: 400,
      forSeconds: 600,
    },
  ],
  [
    'web radio',
    {
      from: 'laptop',
      to: 'radio.example.org',
      address: '198.51.100.55',
      port: 8000,
      make: makeLiveStream,
      startSeconds: 620,
      forSeconds: 60,
      snapLength: 96,
    },
  ],
  [
    'cloud folder',
    {
      from: 'office-pc',
      to: 'sync.cloud-folder.example.com',
      address: '203.0.113.33',
      port: 443,
      carrier: 'tls',
      make: makeSync,
      startSeconds: 6,
      forSeconds: 1190,
      snapLength: 96,
    },
  ],
  [
    'home automation',
    {
      from: 'phone',
      to: 'events.home.example.com',
      address: '203.0.113.44',
      port: 443,
      carrier: 'tls',
      make: makeServerSentEvents,
      startSeconds: 90,
      forSeconds: 900,
    },
  ],
  [
    'assistant',
    {
      from: 'phone',
      to: 'assistant.example.com',
      address: '2001:db8:beef::44',
      port: 443,
      carrier: 'tls',
      make: makeHttp2Stream,
      startSeconds: 41,
      forSeconds: 1100,
      isIpv6: true,
    },
  ],
  [
    'status page',
    {
      from: 'office-pc',
      to: 'status.example.net',
      address: '198.51.100.21',
      port: 80,
      stream: 104,
      make: makePolling,
      startSeconds: 150,
      forSeconds: 800,
    },
  ],
  [
    'private DNS',
    {
      from: 'phone',
      to: 'dns.example.net',
      address: '198.51.100.53',
      port: 853,
      carrier: 'tls',
      stream: 102,
      make: makeDnsOverTcp,
      startSeconds: 4,
      forSeconds: 700,
    },
  ],
  [
    'printer state',
    {
      from: 'office-pc',
      to: 'printer',
      address: '192.168.1.70',
      port: 631,
      make: makePrinter,
      startSeconds: 18,
      forSeconds: 1100,
      snapLength: 96,
    },
  ],
  [
    'browsing',
    {
      from: 'laptop',
      to: 'www.example.com',
      address: '203.0.113.10',
      port: 443,
      carrier: 'tls',
      stream: 104,
      make: makeBrowsing,
      startSeconds: 30,
      forSeconds: 120,
      snapLength: 96,
    },
  ],
  [
    'browsing',
    {
      from: 'laptop',
      to: 'news.example.org',
      address: '198.51.100.14',
      port: 443,
      carrier: 'tls',
      make: makeBrowsing,
      startSeconds: 160,
      forSeconds: 200,
      snapLength: 96,
    },
  ],
  [
    'browsing',
    {
      from: 'phone',
      to: 'shop.example.net',
      address: '2001:db8:beef::10',
      port: 443,
      carrier: 'tls',
      make: makeBrowsing,
      startSeconds: 500,
      forSeconds: 200,
      snapLength: 96,
      isIpv6: true,
    },
  ],
  [
    'browsing over QUIC',
    {
      from: 'phone',
      to: 'maps.example.com',
      address: '203.0.113.99',
      port: 443,
      make: makeQuic,
      startSeconds: 210,
      forSeconds: 60,
      isUdp: true,
      snapLength: 96,
    },
  ],
  [
    'free films',
    {
      from: 'laptop',
      to: 'www.free-movies.example.org',
      address: '198.51.100.90',
      port: 80,
      make: makeBrowsing,
      startSeconds: 175,
      forSeconds: 100,
      snapLength: 96,
    },
  ],
  [
    'weather',
    {
      from: 'thermostat',
      to: 'weather.example.org',
      address: '198.51.100.17',
      port: 80,
      make: makeShortCall,
      startSeconds: 350,
      forSeconds: 60,
    },
  ],
  [
    'software update',
    {
      from: 'tv-box',
      to: 'update.tv-vendor.example.com',
      address: '203.0.113.141',
      port: 443,
      carrier: 'tls',
      make: makeShortCall,
      startSeconds: 760,
      forSeconds: 60,
    },
  ],
  [
    'time',
    {
      from: 'camera',
      to: 'ntp.example.org',
      address: '198.51.100.123',
      port: 123,
      make: makeNtp,
      startSeconds: 10,
      forSeconds: 1190,
      isUdp: true,
    },
  ],
  [
    'time',
    {
      from: 'nas',
      to: 'ntp.example.org',
      address: '198.51.100.123',
      port: 123,
      make: makeNtp,
      startSeconds: 2,
      forSeconds: 1190,
      isUdp: true,
    },
  ],
];

/** Everybody, miners first. */
export const demoCast: readonly DemoRole[] = [
  ...miners,
  ...everyday.map(([what, role]) => ({ carrier: 'plain' as const, ...role, label: 'benign' as const, what })),
];
