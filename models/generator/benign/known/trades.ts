/** Telephony, hospitals, banks, industry. */
import { asks, both, down, known, tells, told, up, type KnownProtocol } from './known-protocol';

export const tradeProtocols: readonly KnownProtocol[] = [
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
  known(
    'exchange-order-entry',
    'plain',
    2,
    [asks([47, 60], [30, 45])],
    [...both(1, 3, { whenIdle: true }), tells([1, 120], [40, 60], { answer: [55, 80] }), told([5, 300], [30, 60])],
  ),
  known(
    'laboratory-instrument',
    'plain',
    1,
    [],
    [
      tells([20, 900], 1, { answer: 1 }),
      tells([20, 900], [60, 245], { answer: 1, varies: 0.2, most: 6 }),
      up([15, 60], [1, 40], { answer: [1, 40], chance: 0.5 }),
    ],
  ),
  known(
    'door-controller',
    'plain-or-tls',
    2,
    [asks([8, 120], [8, 120])],
    [down([0.2, 30], [8, 60], { answer: [8, 80] }), tells([10, 900], [20, 120], { answer: [8, 60] })],
  ),
  known(
    'building-station',
    'plain-or-tls',
    2,
    [asks([150, 400], [150, 500]), asks([100, 300], [100, 500])],
    [
      ...both([5, 60], [50, 100]),
      told([1, 120], [120, 420], { varies: 0.05 }),
      up([5, 60], [90, 200], { answer: [100, 600], chance: 0.6 }),
    ],
  ),
  known(
    'studio-control',
    'plain',
    1,
    [asks([5, 60], [5, 60])],
    [
      up([5, 30], [3, 14], { answer: [3, 14] }),
      told([10, 900], [5, 60], { varies: 0.2 }),
      tells([20, 900], [6, 40], { answer: [5, 40] }),
    ],
  ),
  known(
    'meter-reading',
    'plain-or-tls',
    2,
    [asks([20, 90], [20, 90])],
    [down([5, 900], [18, 80], { answer: [60, 600] }), up([30, 300], [8, 30], { answer: [8, 30], chance: 0.6 })],
  ),
  known(
    'dispatch-terminal',
    'plain-or-tls',
    2,
    [asks([60, 300], [30, 200])],
    [
      up([5, 60], [60, 220], { answer: [4, 60], varies: 0.01 }),
      told([60, 1800], [150, 900], { varies: 0.3, answer: [20, 90] }),
    ],
  ),
  known(
    'vehicle-link',
    'plain',
    1,
    [],
    [
      ...both(1, [17, 21]),
      up([0.5, 5], [30, 60], { varies: 0.05, most: 4 }),
      told([10, 300], [30, 60], { answer: [12, 30] }),
    ],
  ),
  known(
    'seismometer',
    'plain',
    2,
    [asks([6, 40], [4, 120]), asks([6, 40], [4, 10])],
    [down([0.5, 20], [520, 528], { chance: 0.9 }), told([1, 30], 520, { most: 2 })],
  ),
  known(
    'price-display',
    'plain-or-tls',
    1,
    [asks([20, 120], [20, 120])],
    [down([20, 300], [60, 500], { answer: [6, 40] }), tells([60, 1800], [20, 90], { answer: [6, 40] })],
  ),
  known(
    'flight-messages',
    'plain',
    1,
    [asks([10, 60], [5, 60])],
    [
      ...both([30, 60], [4, 16]),
      told([5, 300], [120, 900], { varies: 0.4, answer: [4, 16] }),
      tells([20, 600], [120, 900], { varies: 0.4, answer: [4, 16] }),
    ],
  ),
];
