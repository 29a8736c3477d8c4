/** Support from afar, wanted and unwanted. */
import { asks, both, down, known, tells, told, up, type KnownProtocol } from './known-protocol';

export const remoteControlProtocols: readonly KnownProtocol[] = [
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
  known(
    'reverse-shell',
    'plain-or-tls',
    2,
    [],
    [told([5, 600], [3, 60], { varies: 0.6, answer: [20, 3000] }), ...both([15, 120], [1, 60], { chance: 0.3 })],
    [1, 60],
  ),
  known(
    'trojan-reporting',
    'plain-or-tls',
    2,
    [asks([150, 900], [4, 200])],
    [
      tells([5, 120], [60, 700], { varies: 0.05, answer: [4, 60], chance: 0.7 }),
      down([10, 120], [4, 120], { answer: [4, 120], chance: 0.6 }),
      told([60, 3600], [60, 4000], { varies: 0.6 }),
    ],
  ),
  known(
    'proxy-bot',
    'plain-or-tls',
    2,
    [asks([8, 120], [4, 60])],
    [
      ...both([10, 60], [4, 40], { chance: 0.8 }),
      told([5, 600], [20, 120], { varies: 0.3, answer: [8, 60], most: 3 }),
      told([5, 600], [200, 900], { varies: 0.5, answer: [300, 9000] }),
    ],
  ),
  known(
    'click-bot',
    'mostly-tls',
    1,
    [asks([200, 700], [200, 1500])],
    [
      told([5, 120], [200, 1200], { varies: 0.2, answer: [60, 400], takes: [0.5, 30] }),
      up([20, 60], [2, 60], { answer: [2, 60] }),
    ],
  ),
  known(
    'web-desktop',
    'socket',
    1,
    [asks([60, 400], [60, 300])],
    [
      down([0.5, 5], [7, 40], { answer: [7, 40] }),
      told([5, 300], [60, 3000], { varies: 0.7, most: 6 }),
      tells([5, 300], [15, 40], { varies: 0.1, most: 6 }),
    ],
  ),
  known(
    'reverse-proxy-control',
    'plain-or-tls',
    2,
    [asks([200, 500], [60, 160]), asks([100, 300], [60, 160])],
    [up([10, 30], [12, 60], { answer: [12, 60] }), told([10, 1200], [12, 160], { answer: [30, 260], most: 3 })],
  ),
  known(
    'mesh-agent',
    'mostly-tls',
    2,
    [asks([60, 300], [60, 300]), asks([200, 900], [60, 500])],
    [
      down([30, 150], [30, 60], { answer: [30, 60] }),
      told([60, 1800], [60, 400], { answer: [100, 2000], varies: 0.4, takes: [0.05, 5] }),
      tells([30, 900], [80, 600], { varies: 0.2 }),
    ],
  ),
  known(
    'serial-console',
    'plain-or-tls',
    1,
    [asks([3, 30], [20, 200])],
    [
      told([5, 600], [20, 110], { varies: 0.4, most: 4 }),
      tells([60, 1800], [1, 12], { answer: [2, 600], most: 5 }),
      ...both([30, 300], [2, 3], { chance: 0.3 }),
    ],
    [3, 60],
  ),
];
