/**
 * Protocols whose rhythm and sizes are known and whose content does not matter here: what is said at the start, and what either
 * side says again and again. Sizes are those of application messages, bytes, as documented or seen; what lies between two numbers
 * is drawn once for each program and its server.
 */
import type { ModelMaker } from '../model';
import type { Random } from '../random';
import { practise, sizesAround, type Exchange, type Habit, type Size } from './habits';

/** From, to; one number stands for itself. */
type Range = number | readonly [number, number];

/** What one side says, by default by the clock and always as long. */
interface Said {
  readonly isUp: boolean;
  /** Seconds from one to the next. */
  readonly every: Range;
  readonly bytes: Range;
  /** What the other side answers. */
  readonly answer?: Range;
  /** How much the sizes of one program differ, as a share. */
  readonly varies?: number;
  /** When nobody can foretell. */
  readonly isRandom?: boolean;
  /** Only after so long a silence. */
  readonly whenIdle?: boolean;
  /** Up to so many in a row. */
  readonly most?: number;
  /** Share of the programs that do it. */
  readonly chance?: number;
}

type More = Omit<Said, 'isUp' | 'every' | 'bytes'>;

export interface KnownProtocol {
  readonly kind: string;
  /** What carries it: nothing, often TLS, mostly TLS, or a WebSocket. */
  readonly carried: 'plain' | 'plain-or-tls' | 'mostly-tls' | 'socket';
  readonly weight: number;
  readonly make: ModelMaker;
}

export const knownProtocols: readonly KnownProtocol[] = [
  // The home.
  known(
    'google-cast',
    'mostly-tls',
    3,
    [asks([90, 370], [250, 1600]), asks([130, 900], [250, 1600])],
    [
      ...both([5, 10], [70, 110], { answer: [70, 110], chance: 0.85 }),
      told([5, 600], [250, 1600], { varies: 0.01 }),
      up([1, 30], [110, 150], { answer: [250, 1600], chance: 0.4 }),
    ],
  ),
  known(
    'airplay',
    'plain',
    2,
    [asks([200, 900], [100, 600]), asks([150, 600], [80, 300]), asks([150, 400], [80, 300])],
    [up(2, [110, 240], { answer: [60, 180] }), tells([5, 120], [120, 400], { answer: [60, 180], chance: 0.5 })],
  ),
  known(
    'homekit',
    'mostly-tls',
    2,
    [asks([180, 400], [180, 500]), asks([180, 400], [60, 250]), asks([80, 300], [400, 4000])],
    [
      told([5, 1800], [140, 420]),
      up([10, 60], [80, 220], { answer: [120, 900], chance: 0.5 }),
      tells([30, 1800], [120, 300], { answer: [60, 160] }),
    ],
  ),
  known(
    'esphome',
    'plain-or-tls',
    2,
    [asks([12, 40], [12, 60]), asks([3, 30], [40, 900])],
    [
      told([1, 60], [8, 40], { varies: 0.2 }),
      down([20, 60], 3, { answer: 3 }),
      up([20, 60], 3, { answer: 3, chance: 0.5 }),
    ],
  ),
  known(
    'slimproto',
    'plain',
    1,
    [asks([36, 120], [28, 60])],
    [up([1, 5], [53, 61]), down([5, 10], 28, { answer: [53, 61] }), told([20, 300], [28, 400])],
  ),
  known(
    'tuya',
    'plain-or-tls',
    2,
    [asks([24, 120], [28, 160])],
    [
      up([9, 20], [24, 60], { answer: [24, 60] }),
      told([20, 1800], [80, 220]),
      tells([60, 1800], [90, 240], { answer: [28, 120] }),
    ],
  ),
  known(
    'dvrip-camera',
    'plain-or-tls',
    2,
    [asks([60, 220], [60, 300]), asks([60, 160], [200, 900])],
    [up([15, 30], [20, 110], { answer: [20, 110] }), told([10, 900], [120, 500], { varies: 0.3 })],
  ),
  known(
    'spotify-session',
    'mostly-tls',
    1,
    [asks([150, 500], [300, 900]), asks([300, 600], [60, 200])],
    [down([60, 120], [7, 11], { answer: [7, 11] }), tells([10, 300], [40, 300], { answer: [200, 2000], varies: 0.4 })],
  ),
  known(
    'steam-session',
    'mostly-tls',
    2,
    [asks([60, 200], [60, 300]), asks([300, 1200], [300, 2500])],
    [
      up([9, 30], [20, 60]),
      told([10, 600], [60, 900], { varies: 0.6 }),
      tells([30, 900], [60, 400], { answer: [60, 700] }),
    ],
  ),
  known(
    'alarm-panel',
    'plain-or-tls',
    2,
    [asks([20, 120], [10, 80])],
    [up([10, 180], [20, 90], { answer: [6, 60] }), tells([120, 3600], [40, 160], { answer: [6, 60] })],
  ),
  known(
    'gps-tracker',
    'plain-or-tls',
    2,
    [asks([15, 60], [1, 20])],
    [
      up([10, 180], [32, 130], { answer: [1, 20], chance: 0.6, varies: 0.02 }),
      tells([10, 180], [32, 400], { answer: [1, 20] }),
      up([60, 300], [10, 20], { answer: [10, 20] }),
      told([300, 7200], [15, 80]),
    ],
  ),
  known(
    'ocpp',
    'socket',
    2,
    [asks([150, 450], [70, 120]), asks([60, 150], [20, 60])],
    [
      up([60, 300], [35, 60], { answer: [60, 95] }),
      up([10, 60], [400, 1100], { answer: [20, 60], varies: 0.02 }),
      told([120, 3600], [80, 350], { answer: [35, 160] }),
    ],
  ),
  // Browsers and applications that hold a channel.
  known(
    'action-cable',
    'socket',
    2,
    [asks([60, 200], [20, 80])],
    [
      down(3, [36, 52]),
      told([5, 600], [100, 1500], { varies: 0.5 }),
      tells([10, 600], [80, 400], { varies: 0.2, chance: 0.5 }),
    ],
  ),
  known(
    'socket-io',
    'socket',
    3,
    [asks([2, 60], [60, 160]), asks([2, 200], [2, 200])],
    [
      down([5, 25], [1, 3], { answer: [1, 3], chance: 0.6 }),
      up([5, 25], [1, 3], { answer: [1, 3], chance: 0.5 }),
      told([2, 600], [40, 900], { varies: 0.3 }),
      tells([5, 600], [30, 400], { answer: [10, 200], varies: 0.2 }),
    ],
  ),
  known(
    'signalr',
    'socket',
    2,
    [asks([30, 60], [3, 10]), asks([40, 250], [30, 300])],
    [
      ...both([10, 15], [3, 20]),
      told([1, 300], [60, 1500], { varies: 0.2 }),
      tells([5, 600], [60, 400], { answer: [20, 200] }),
    ],
  ),
  known(
    'graphql-subscription',
    'socket',
    2,
    [asks([30, 400], [15, 60]), asks([150, 900], [60, 1500])],
    [down([5, 30], [10, 45]), told([2, 300], [100, 2500], { varies: 0.2 })],
  ),
  known(
    'phoenix-channels',
    'socket',
    1,
    [asks([60, 250], [60, 200])],
    [up(30, [40, 80], { answer: [60, 100] }), told([3, 600], [80, 900], { varies: 0.3 })],
  ),
  known(
    'chat-gateway',
    'socket',
    2,
    [asks([150, 900], [1500, 30000])],
    [
      up([30, 45], [18, 60], { answer: [10, 45] }),
      told([1, 300], [150, 1500], { varies: 0.7 }),
      tells([20, 900], [30, 200], { chance: 0.5 }),
    ],
  ),
  known(
    'instant-messenger',
    'plain-or-tls',
    2,
    [asks([20, 120], [20, 300]), asks([40, 300], [60, 900]), asks([20, 200], [60, 2500])],
    [
      up([30, 120], [4, 40], { answer: [4, 40], chance: 0.6 }),
      up([30, 120], [4, 20], { chance: 0.4 }),
      told([10, 600], [60, 400], { varies: 0.4 }),
      tells([20, 900], [60, 400], { varies: 0.4, answer: [20, 120] }),
    ],
  ),
  // Brokers and databases behind the web.
  known(
    'mongodb-monitor',
    'plain-or-tls',
    2,
    [asks([250, 450], [300, 900])],
    [down(10, [300, 900], { chance: 0.7 }), up(10, [60, 330], { answer: [60, 900], chance: 0.6 })],
  ),
  known(
    'zookeeper',
    'plain-or-tls',
    2,
    [asks([44, 60], [37, 60])],
    [up([2, 14], 12, { answer: 20 }), told([5, 900], [40, 160]), tells([5, 600], [30, 200], { answer: [20, 500] })],
  ),
  known(
    'nats',
    'plain-or-tls',
    2,
    [asks([150, 360], [6, 12])],
    [
      ...both([20, 120], 6, { answer: 6 }),
      told([1, 300], [60, 900], { varies: 0.1 }),
      tells([1, 300], [60, 600], { chance: 0.6 }),
    ],
    [250, 600],
  ),
  known(
    'stomp',
    'plain-or-tls',
    2,
    [asks([80, 200], [80, 200]), asks([60, 160], [1, 80])],
    [...both([5, 30], 1), told([2, 300], [200, 900]), tells([5, 300], [60, 200], { chance: 0.6 })],
  ),
  known(
    'nsq',
    'plain-or-tls',
    2,
    [asks([4, 200], [6, 400]), asks([20, 80], [10, 40])],
    [down([15, 30], [15, 20], { answer: [4, 8] }), told([1, 600], [60, 1200], { answer: [21, 40] })],
  ),
  known(
    'database-replica',
    'plain-or-tls',
    3,
    [asks([60, 300], [200, 900]), asks([30, 120], [60, 500])],
    [down([10, 60], [18, 70]), up(10, 39, { chance: 0.6 }), told([1, 600], [100, 3000], { varies: 0.5, most: 3 })],
  ),
  known(
    'redis-sentinel',
    'plain-or-tls',
    1,
    [asks([14, 60], [5, 40]), asks([30, 120], [60, 200])],
    [down([2, 10], [120, 220], { varies: 0.01 }), up([1, 10], 14, { answer: [7, 12], chance: 0.6 })],
  ),
  known(
    'icinga',
    'mostly-tls',
    2,
    [asks([60, 300], [60, 300])],
    [
      ...both([5, 10], [90, 180]),
      tells([5, 120], [400, 1600], { varies: 0.2 }),
      up(10, [80, 130], { chance: 0.6 }),
      told([30, 600], [100, 600]),
    ],
  ),
  known(
    'connection-pool',
    'plain-or-tls',
    2,
    [asks([60, 300], [80, 500]), asks([20, 120], [11, 200])],
    [up([5, 300], [6, 90], { answer: [11, 200] }), tells([20, 900], [60, 600], { answer: [60, 3000], varies: 0.4 })],
  ),
  // Telephony, hospitals, banks.
  known(
    'smpp',
    'plain-or-tls',
    2,
    [asks([35, 60], [17, 32])],
    [
      ...both([10, 60], 16, { answer: 16 }),
      tells([2, 600], [80, 230], { answer: [17, 33] }),
      told([2, 600], [90, 320], { answer: 17 }),
    ],
  ),
  known(
    'diameter',
    'plain-or-tls',
    2,
    [asks([180, 400], [180, 500])],
    [
      ...both([15, 60], [60, 116], { answer: [76, 130], whenIdle: true }),
      tells([2, 600], [200, 900], { answer: [150, 600] }),
      told([30, 900], [150, 600], { answer: [100, 300] }),
    ],
  ),
  known(
    'sccp-telephone',
    'plain-or-tls',
    2,
    [asks([40, 110], [20, 60]), asks([12, 60], [20, 400])],
    [
      up([30, 60], [12, 20], { answer: [12, 16] }),
      told([60, 1200], [16, 180], { most: 8, varies: 0.4 }),
      tells([120, 1800], [16, 60], { most: 4 }),
    ],
  ),
  known(
    'asterisk-manager',
    'plain',
    1,
    [asks([50, 90], [60, 90])],
    [told([2, 120], [120, 500], { varies: 0.3, most: 4 }), up([10, 60], [20, 60], { answer: [40, 90] })],
    [20, 40],
  ),
  known(
    'hl7',
    'plain-or-tls',
    2,
    [],
    [
      tells([3, 300], [300, 2500], { answer: [80, 190], varies: 0.3 }),
      up([30, 120], [100, 300], { answer: [80, 190], chance: 0.4 }),
    ],
  ),
  known(
    'iso-8583',
    'plain-or-tls',
    2,
    [asks([50, 90], [50, 90])],
    [up([60, 180], [50, 90], { answer: [50, 90] }), tells([5, 300], [150, 450], { answer: [100, 330] })],
  ),
  // Networks.
  known(
    'bgp',
    'plain',
    2,
    [asks([29, 110], [29, 110]), asks(19, 19)],
    [
      ...both([3, 60], 19),
      told([1, 1800], [40, 160], { varies: 0.5, most: 4 }),
      tells([60, 3600], [40, 120], { most: 2 }),
    ],
  ),
  known(
    'ldp',
    'plain',
    1,
    [asks([36, 60], [36, 60]), asks([18, 60], [18, 400])],
    [...both([5, 60], 18), told([30, 1800], [30, 120], { most: 4 }), tells([30, 1800], [30, 120], { most: 4 })],
  ),
  known(
    'openflow',
    'plain-or-tls',
    2,
    [asks([8, 16], [8, 32]), asks([32, 400], [8, 80])],
    [
      ...both([5, 15], 8, { answer: 8, whenIdle: true }),
      tells([1, 120], [80, 220], { most: 3, answer: [80, 180] }),
      told([5, 300], [24, 160]),
    ],
  ),
  known(
    'ovsdb',
    'plain-or-tls',
    2,
    [asks([40, 120], [40, 200]), asks([200, 900], [500, 9000])],
    [
      ...both([5, 60], [45, 85], { answer: [35, 70], whenIdle: true }),
      told([2, 600], [150, 1500], { varies: 0.3 }),
      tells([10, 900], [200, 900], { answer: [40, 200], varies: 0.3 }),
    ],
  ),
  known(
    'llrp',
    'plain',
    1,
    [asks([20, 120], [20, 100])],
    [down([5, 30], 10, { answer: 10 }), told([1, 60], [40, 160], { varies: 0.05 })],
  ),
  known(
    'ntrip',
    'plain',
    2,
    [asks([100, 300], [12, 120])],
    [up([1, 15], [68, 86]), down([1, 5], [150, 900], { varies: 0.3, most: 3 })],
  ),
  known('nmea', 'plain', 1, [asks([1, 60], [10, 90])], [told([1, 20], [40, 85])]),
  // Files.
  known(
    'iscsi',
    'plain',
    1,
    [asks([200, 500], [150, 500])],
    [
      ...both([5, 30], 48, { answer: 48, whenIdle: true }),
      tells([5, 600], 48, { answer: [560, 8200], varies: 0.3, most: 4 }),
    ],
  ),
  known(
    'nfs',
    'plain',
    2,
    [asks([120, 250], [80, 300])],
    [
      up([20, 90], [100, 190], { answer: [60, 130] }),
      tells([5, 900], [140, 240], { answer: [100, 900], most: 5, varies: 0.1 }),
    ],
  ),
  known(
    'syncthing',
    'mostly-tls',
    1,
    [asks([60, 200], [60, 200]), asks([200, 3000], [200, 3000])],
    [
      ...both([60, 90], [6, 12], { whenIdle: true }),
      told([20, 1800], [150, 1500], { varies: 0.5 }),
      tells([20, 1800], [150, 1500], { varies: 0.5 }),
    ],
  ),
  known(
    'ftp-control',
    'plain-or-tls',
    2,
    [asks([10, 30], [20, 60]), asks([10, 30], [20, 60]), asks([6, 30], [20, 400])],
    [up([10, 300], [6, 16], { answer: [14, 60] })],
    [20, 200],
  ),
  // Support from afar, wanted and unwanted.
  known(
    'remote-support',
    'mostly-tls',
    2,
    [asks([30, 200], [30, 300]), asks([60, 600], [60, 900])],
    [...both([10, 60], [8, 70]), told([60, 1800], [30, 300]), tells([60, 1800], [30, 300])],
  ),
  known(
    'trojan-client-ping',
    'plain-or-tls',
    3,
    [asks([120, 1200], [4, 120])],
    [
      up([5, 20], [16, 190], { answer: [4, 60], varies: 0.1 }),
      tells([5, 300], [20, 180], { varies: 0.4, chance: 0.5 }),
      told([120, 7200], [16, 500], { answer: [60, 20000], varies: 0.8 }),
    ],
  ),
  known(
    'trojan-server-ping',
    'plain-or-tls',
    3,
    [asks([120, 1200], [4, 120])],
    [
      down([5, 60], [4, 60], { answer: [8, 190] }),
      tells([5, 300], [20, 180], { varies: 0.4, chance: 0.4 }),
      told([120, 7200], [16, 500], { answer: [60, 20000], varies: 0.8 }),
    ],
  ),
  known(
    'bot',
    'plain-or-tls',
    2,
    [asks([2, 120], [2, 40])],
    [
      up([30, 120], [2, 40], { answer: [2, 40], chance: 0.7 }),
      down([30, 120], [2, 12], { answer: [2, 12], chance: 0.6 }),
      told([120, 7200], [20, 300]),
    ],
  ),
  known(
    'trojan-polling',
    'plain-or-tls',
    3,
    [asks([150, 900], [80, 600])],
    [
      up([1, 60], [150, 500], { answer: [80, 300], varies: 0.01 }),
      tells([120, 3600], [200, 4000], { answer: [80, 300], varies: 0.8 }),
    ],
  ),
  // Peers.
  known(
    'lightning-peer',
    'plain',
    2,
    [asks([50, 90], [50, 80]), asks([60, 200], [60, 200])],
    [
      ...both([30, 120], [38, 120], { answer: [38, 120], chance: 0.8 }),
      told([10, 300], [160, 480], { varies: 0.1, most: 6 }),
      tells([20, 600], [160, 480], { varies: 0.1, most: 4 }),
    ],
  ),
  known(
    'gnutella',
    'plain',
    2,
    [asks([60, 600], [60, 600]), asks([40, 300], [40, 300])],
    [
      told([1, 60], [28, 220], { varies: 0.5 }),
      tells([1, 60], [28, 220], { varies: 0.5 }),
      ...both([30, 120], [5, 25], { chance: 0.5 }),
    ],
  ),
  known(
    'edonkey',
    'plain',
    1,
    [asks([60, 140], [60, 300]), asks([200, 4000], [20, 80])],
    [
      down([60, 600], [14, 60]),
      up([60, 600], [6, 40], { chance: 0.5 }),
      told([60, 900], [40, 300], { varies: 0.5 }),
      tells([20, 900], [30, 120], { answer: [40, 3000], varies: 0.7 }),
    ],
  ),
  known(
    'nostr',
    'socket',
    1,
    [asks([80, 400], [300, 9000])],
    [
      told([1, 300], [300, 1100], { varies: 0.2 }),
      tells([10, 600], [60, 500], { answer: [60, 140], varies: 0.3 }),
      down([30, 60], [2, 10], { chance: 0.4 }),
    ],
  ),
  // Servers among themselves.
  known(
    'hadoop-heartbeat',
    'plain',
    2,
    [asks([60, 200], [20, 60]), asks([200, 700], [100, 900])],
    [
      up([1, 10], [180, 700], { answer: [30, 140], varies: 0.01 }),
      tells([30, 1800], [200, 3000], { answer: [30, 140], varies: 0.5 }),
    ],
  ),
  known(
    'ceph',
    'plain',
    2,
    [asks([100, 300], [100, 400]), asks([60, 200], [60, 200])],
    [
      ...both([5, 20], [9, 60], { answer: [9, 60], chance: 0.8 }),
      tells([1, 120], [150, 400], { answer: [100, 300], varies: 0.1 }),
    ],
  ),
  known(
    'kafka-consumer',
    'plain-or-tls',
    2,
    [asks([60, 300], [60, 400]), asks([60, 300], [100, 900])],
    [
      up([3, 10], [50, 120], { answer: [10, 24] }),
      up([0.5, 5], [60, 160], { answer: [20, 80], chance: 0.6 }),
      tells([5, 120], [90, 200], { answer: [20, 60] }),
    ],
  ),
  known(
    'ldap-syncrepl',
    'plain-or-tls',
    1,
    [asks([20, 90], [14, 60]), asks([100, 300], [200, 2000])],
    [
      told([5, 900], [200, 1400], { varies: 0.3 }),
      down([30, 120], [40, 90], { chance: 0.5 }),
      up([60, 300], [20, 60], { answer: [14, 40], chance: 0.4 }),
    ],
  ),
  known(
    'ci-runner',
    'mostly-tls',
    2,
    [asks([300, 900], [200, 900])],
    [
      up([3, 60], [250, 900], { answer: [90, 400] }),
      tells([60, 1800], [600, 9000], { answer: [90, 300], varies: 0.7 }),
    ],
  ),
  known(
    'bacula',
    'plain-or-tls',
    1,
    [asks([60, 200], [60, 200]), asks([20, 60], [20, 60])],
    [
      down([30, 300], [4, 40], { answer: [4, 60], chance: 0.7 }),
      up([30, 300], [4, 12]),
      told([120, 3600], [40, 200], { answer: [40, 400] }),
    ],
  ),
  known(
    'nut',
    'plain-or-tls',
    2,
    [asks([10, 30], [3, 10]), asks([10, 30], [3, 60])],
    [
      up([2, 30], [18, 34], { answer: [20, 50], varies: 0.02 }),
      up([5, 60], [18, 34], { answer: [20, 50], chance: 0.6 }),
    ],
  ),
  known(
    'epp',
    'mostly-tls',
    1,
    [asks([400, 900], [300, 900])],
    [
      up([30, 600], [150, 700], { answer: [300, 900], varies: 0.01 }),
      tells([10, 600], [300, 900], { answer: [300, 1500], varies: 0.2 }),
    ],
    [1200, 2600],
  ),
  // People.
  known(
    'mtproto',
    'plain-or-tls',
    3,
    [asks([64, 120], [84, 200]), asks([340, 400], [600, 750]), asks([150, 500], [150, 2500])],
    [
      up([25, 60], [88, 120], { answer: [88, 140] }),
      told([3, 600], [90, 600], { varies: 0.5, answer: [88, 140] }),
      tells([20, 900], [150, 500], { varies: 0.3, answer: [90, 250] }),
    ],
  ),
  known(
    'mumble',
    'mostly-tls',
    2,
    [asks([30, 120], [200, 2000]), asks([60, 400], [200, 4000])],
    [
      up([5, 20], [20, 90], { answer: [20, 90] }),
      told([5, 900], [10, 90], { varies: 0.3 }),
      tells([10, 900], [10, 60], { chance: 0.6 }),
    ],
  ),
  known(
    'twitch-chat',
    'plain-or-tls',
    2,
    [asks([30, 90], [200, 900]), asks([20, 60], [60, 900])],
    [
      told([0.5, 60], [110, 420], { varies: 0.3 }),
      down([240, 300], [20, 30], { answer: [20, 30] }),
      tells([30, 1800], [40, 160], { varies: 0.4 }),
    ],
  ),
  known(
    'browser-channel',
    'mostly-tls',
    2,
    [asks([700, 1500], [400, 1500])],
    [
      down([10, 45], [13, 60]),
      told([5, 900], [60, 1500], { varies: 0.6 }),
      tells([20, 900], [600, 1500], { answer: [40, 300], chance: 0.4 }),
    ],
  ),
  known(
    'tn3270',
    'plain-or-tls',
    2,
    [asks([20, 120], [20, 300]), asks([20, 120], [500, 3000])],
    [
      tells([5, 120], [20, 180], { answer: [300, 2600], varies: 0.5 }),
      down([60, 300], [4, 40], { answer: [4, 40], chance: 0.4 }),
    ],
  ),
  known(
    'game-lobby',
    'mostly-tls',
    2,
    [asks([100, 600], [200, 3000]), asks([60, 300], [200, 5000])],
    [
      up([10, 120], [10, 120], { answer: [10, 200], chance: 0.8 }),
      told([5, 300], [100, 900], { varies: 0.4 }),
      tells([10, 600], [60, 500], { answer: [60, 900], varies: 0.3 }),
    ],
  ),
  // Devices.
  known(
    'gpsd',
    'plain',
    1,
    [asks([20, 60], [60, 400])],
    [down([1, 5], [180, 420], { varies: 0.02 }), down([5, 30], [300, 1500], { varies: 0.1, chance: 0.6 })],
    [60, 120],
  ),
  known(
    'printer-status',
    'plain',
    1,
    [asks([60, 300], [80, 900])],
    [up([5, 120], [40, 200], { answer: [40, 300] }), told([30, 1800], [60, 400], { varies: 0.2, most: 3 })],
  ),
  known(
    'octoprint',
    'socket',
    2,
    [asks([60, 300], [200, 900])],
    [
      down([0.5, 5], [300, 1500], { varies: 0.05 }),
      up([30, 60], [2, 60], { chance: 0.5 }),
      tells([20, 900], [40, 200], { varies: 0.3 }),
    ],
  ),
  known(
    'knx-ip',
    'plain-or-tls',
    2,
    [asks([26, 60], [20, 60])],
    [
      told([1, 120], [20, 40], { varies: 0.05, answer: [10, 21] }),
      up([30, 120], [16, 26], { answer: [8, 24] }),
      tells([10, 600], [20, 40], { answer: [10, 40] }),
    ],
  ),
  known(
    'h323',
    'plain',
    1,
    [asks([150, 500], [100, 500]), asks([100, 400], [60, 300])],
    [...both([10, 30], [8, 14], { answer: [6, 12], chance: 0.7 }), told([10, 120], [20, 120], { varies: 0.3 })],
  ),
  known(
    'epp-polling',
    'mostly-tls',
    1,
    [asks([300, 700], [500, 1200])],
    [
      up([30, 300], [400, 700], { answer: [500, 900], varies: 0.01 }),
      tells([20, 600], [400, 900], { answer: [500, 2500], varies: 0.3 }),
    ],
    [1500, 3000],
  ),
];

function known(
  kind: string,
  carried: KnownProtocol['carried'],
  weight: number,
  opening: readonly (readonly [Range, Range])[],
  said: readonly Said[],
  greeting: Range | null = null,
): KnownProtocol {
  const make: ModelMaker = (random) =>
    practise({
      greeting: greeting === null ? null : drawSize(greeting, 0, random),
      exchanges: opening.map((exchange) => drawExchange(exchange, random)),
      habits: said.filter(({ chance = 1 }) => random.chance(chance)).map((habit) => drawHabit(habit, random)),
      block: 1,
    });
  return { kind, carried, weight, make };
}

/** The client asks, the server answers. */
function asks(ask: Range, answer: Range): readonly [Range, Range] {
  return [ask, answer];
}

/** The client says it by the clock. */
function up(every: Range, bytes: Range, more: More = {}): Said {
  return { isUp: true, every, bytes, ...more };
}

/** The server says it by the clock. */
function down(every: Range, bytes: Range, more: More = {}): Said {
  return { isUp: false, every, bytes, ...more };
}

/** The client says it when something happens. */
function tells(every: Range, bytes: Range, more: More = {}): Said {
  return { isUp: true, every, bytes, isRandom: true, varies: 0.1, ...more };
}

/** The server says it when something happens. */
function told(every: Range, bytes: Range, more: More = {}): Said {
  return { isUp: false, every, bytes, isRandom: true, varies: 0.1, ...more };
}

/** Both say it by the clock. */
function both(every: Range, bytes: Range, more: More = {}): readonly Said[] {
  return [up(every, bytes, more), down(every, bytes, more)];
}

function drawIn(range: Range, random: Random): number {
  return typeof range === 'number' ? range : random.logBetween(range[0], range[1]);
}

function drawSize(range: Range, varies: number, random: Random): Size {
  return sizesAround(Math.round(drawIn(range, random)), varies);
}

function drawExchange([ask, answer]: readonly [Range, Range], random: Random): Exchange {
  return {
    ask: drawSize(ask, 0, random),
    answer: drawSize(answer, 0, random),
    thinkMs: random.logBetween(1, 100),
    pauseMs: random.logBetween(0.1, 300),
  };
}

function drawHabit(said: Said, random: Random): Habit {
  const { isUp, every, bytes, answer, varies = 0, isRandom = false, whenIdle = false, most = 1 } = said;
  const everyMs = drawIn(every, random) * 1000;
  const wobble = random.pick([0.001, 0.005, 0.03]);
  return {
    isUp,
    waitMs: (draw) => (isRandom ? draw.exponential(everyMs) : draw.about(everyMs, wobble)),
    afterSilenceMs: whenIdle ? everyMs * 0.8 : 0,
    size: drawSize(bytes, varies, random),
    most,
    answerRate: answer === undefined ? 0 : 1,
    answerSize: drawSize(answer ?? 1, varies, random),
    answerMs: random.logBetween(0.5, 80),
    isConfirmed: false,
  };
}
