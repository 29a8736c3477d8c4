/** Addresses as the coins write them, beginning with what no other of them begins with. */
const wallets: readonly [RegExp, string][] = [
  [/^[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}(?:[1-9A-HJ-NP-Za-km-z]{11})?$/, 'Monero'],
  [/^bc1[02-9ac-hj-np-z]{20,}$/, 'Bitcoin'],
  [/^ltc1[02-9ac-hj-np-z]{20,}$/, 'Litecoin'],
  [/^[LM][1-9A-HJ-NP-Za-km-z]{33}$/, 'Litecoin'],
  [/^D[5-9A-HJ-NP-U][1-9A-HJ-NP-Za-km-z]{32}$/, 'Dogecoin'],
  [/^t[13][1-9A-HJ-NP-Za-km-z]{33}$/, 'Zcash'],
  [/^R[1-9A-HJ-NP-Za-km-z]{33}$/, 'Ravencoin'],
  [/^X[1-9A-HJ-NP-Za-km-z]{33}$/, 'Dash'],
  [/^kaspa:[02-9ac-hj-np-z]{50,}$/, 'Kaspa'],
  [/^grin1[02-9ac-hj-np-z]{50,}$/, 'Grin'],
];

/** Algorithms that one coin of note uses. */
const algorithms: Readonly<Record<string, string>> = {
  'rx/0': 'Monero',
  'randomx/0': 'Monero',
  'rx/wow': 'Wownero',
  'rx/arq': 'ArQmA',
  'cn-heavy/tube': 'Bittube',
  ghostrider: 'Raptoreum',
  gr: 'Raptoreum',
  autolykos2: 'Ergo',
  kheavyhash: 'Kaspa',
  beamhash3: 'Beam',
  astrobwt: 'Dero',
  'xel/v1': 'Xelis',
  'xel/v2': 'Xelis',
  'xel/v3': 'Xelis',
  'duco-s1': 'Duino-Coin',
};

/**
 * The coin that a login or an algorithm tells beyond reasonable doubt, else null. The login may carry a worker, a
 * difficulty or a payment id after a point, plus sign, slash or equals sign. Pools that pay in another coin are not seen through.
 */
export function coinOf(login: string | undefined, algorithm: string | undefined): string | null {
  const wallet = login?.split(/[.+/=]/, 1)[0] ?? '';
  const byWallet = wallets.find(([shape]) => shape.test(wallet))?.[1];
  return byWallet ?? (algorithm === undefined ? null : (algorithms[algorithm.toLowerCase()] ?? null));
}
