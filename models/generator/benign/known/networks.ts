/** Networks: routing, control, peers of overlays. */
import { asks, both, down, known, tells, told, up, type KnownProtocol } from './known-protocol';

export const networkProtocols: readonly KnownProtocol[] = [
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
  known(
    'path-computation',
    'plain',
    1,
    [asks([12, 60], [12, 60])],
    [...both([10, 60], 4), told([30, 1800], [60, 300], { answer: [60, 200] }), tells([30, 1800], [60, 300])],
  ),
  known(
    'route-validation',
    'plain-or-tls',
    1,
    [asks([8, 12], [8, 4000])],
    [
      told([30, 1800], 12, { answer: 12 }),
      up([60, 3600], 12, { answer: [24, 300] }),
      told([20, 900], [20, 32], { most: 8 }),
    ],
  ),
  known(
    'route-monitoring',
    'plain',
    1,
    [],
    [tells([0.5, 120], [90, 220], { varies: 0.3, most: 6 }), up([10, 300], [60, 160], { varies: 0.01 })],
  ),
  known(
    'pptp-control',
    'plain',
    1,
    [asks(156, 156), asks(168, 32)],
    [...both([30, 60], 16, { answer: 20, whenIdle: true }), tells([300, 3600], 24)],
  ),
  known(
    'network-monitor-probe',
    'plain-or-tls',
    2,
    [asks([60, 400], [60, 400])],
    [
      up([5, 60], [60, 300], { answer: [12, 90] }),
      told([10, 300], [90, 400], { answer: [100, 600], takes: [0.1, 10], varies: 0.02 }),
    ],
  ),
  known(
    'mesh-coordinator',
    'mostly-tls',
    2,
    [asks([200, 900], [60, 400]), asks([200, 600], [900, 20000])],
    [
      down([10, 65], [17, 60], { chance: 0.8 }),
      told([20, 1800], [120, 1500], { varies: 0.4 }),
      tells([30, 1800], [120, 900], { varies: 0.3 }),
    ],
  ),
  known(
    'relay-node',
    'mostly-tls',
    1,
    [asks([40, 200], [40, 200])],
    [
      down([30, 60], [5, 16], { answer: [5, 16], chance: 0.7 }),
      tells([2, 120], [60, 180], { varies: 0.2 }),
      told([2, 120], [60, 180], { varies: 0.2 }),
    ],
  ),
  known(
    'stake-chain-peer',
    'plain',
    2,
    [asks([32, 120], [32, 200]), asks([100, 400], [100, 400])],
    [
      told([1, 30], [100, 700], { varies: 0.2, most: 5 }),
      tells([1, 30], [100, 700], { varies: 0.2, most: 5 }),
      ...both([5, 60], [4, 40], { answer: [4, 40] }),
    ],
  ),
  known(
    'distributed-hash-peer',
    'plain',
    2,
    [asks([20, 300], [20, 300]), asks([30, 400], [30, 400])],
    [
      ...both([10, 60], [8, 60], { answer: [8, 60], chance: 0.7 }),
      told([5, 300], [60, 300], { varies: 0.2, answer: [60, 900] }),
      tells([5, 300], [60, 300], { varies: 0.2, answer: [60, 900] }),
    ],
  ),
];
