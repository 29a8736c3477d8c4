/**
 * What miners hold and other programs rarely do, as text. Compiled by hand in November 2026 from the source code and
 * documentation of XMRig, xmr-stak, ccminer, cpuminer, cgminer, ethminer and the option lists of closed miners. Words that
 * everyday software uses too (scrypt, sha256d, yescrypt of the password files, `randomX` of games) are left out.
 */
import { poolDomains } from '../../../shared/pool-domains';
import type { TraitKind } from './found-trait';

export interface TraitPattern {
  readonly kind: TraitKind;
  /** ASCII, at least five characters. */
  readonly text: string;
  /** How it is shown; the text itself otherwise. */
  readonly label?: string;
  /** Upper and lower case count. */
  readonly isExact?: boolean;
  /** May not touch a letter or digit; `host`: nor a hyphen or a further label, as whole domain names. */
  readonly isWord?: boolean | 'host';
  /** A version that follows (`/6.21.0`) belongs to it. */
  readonly hasVersion?: boolean;
}

function list(kind: TraitKind, words: string, form: Partial<TraitPattern> = {}): TraitPattern[] {
  return words.split(' ').map((text) => ({ kind, text, ...form }));
}

const xmrigNames =
  'cn/half cn/fast cn/rto cn/rwz cn/xao cn/zls cn/double cn/ccx cn/gpu cn/upx2 cn-lite cn-heavy cn-pico ' +
  'rx/wow rx/arq rx/graft rx/keva rx/sfx rx/yada argon2/chukwa argon2/ninja argon2/wrkz';
/** `rx/0` and `cn/r` alone are too short to be told from chance; these are how command lines and configurations hold them. */
const shortNames = ['rx/0', 'cn/r', 'cn/0', 'cn/1', 'cn/2'];
const shortForms = ['"%"', '-a %', 'algo=%', 'algo %'];

const donationDomains = [...poolDomains].filter((domain) => domain.startsWith('donate.'));
const domains = [...poolDomains].filter((domain) => !domain.startsWith('donate.'));

export const traitPatterns: readonly TraitPattern[] = [
  ...list('algorithm', xmrigNames, { isWord: true }),
  ...shortNames.flatMap((label) =>
    shortForms.map((form) => ({ kind: 'algorithm' as const, text: form.replace('%', label), label })),
  ),
  ...list('algorithm', 'cryptonight argon2d-dyn ghostrider kawpow progpow etchash autolykos kheavyhash verushash'),
  ...list('algorithm', 'verthash equihash neoscrypt lyra2rev2 lyra2rev3 lyra2z x16rv2 minotaurx beamhash cuckaroo'),
  ...list('algorithm', 'cuckatoo zelhash karlsenhash pyrinhash xelishash fishhash astrobwt yespower firopow meowpow'),
  ...list('algorithm', 'RandomX randomx RandomWOW RandomARQ', { isExact: true, isWord: true }),
  ...list('algorithm', 'ethash', { isExact: true, isWord: true }),
  ...list('pool-scheme', 'stratum+tcp stratum+ssl stratum+tls stratum1+tcp stratum2+tcp stratum+udp daemon+http'),
  ...list('pool-scheme', 'ethproxy+tcp mining.subscribe mining.authorize mining.submit'),
  ...list('donation', 'donate-level donate-over-proxy donate.graef.in'),
  ...list('donation', donationDomains.join(' ')),
  ...list('pool-name', domains.join(' '), { isWord: 'host' }),
  ...list('miner-name', 'XMRig xmrigCC xmr-stak ccminer cgminer bfgminer sgminer cpuminer ethminer kawpowminer', {
    isWord: true,
    hasVersion: true,
  }),
  ...list(
    'miner-name',
    'NBMiner lolMiner PhoenixMiner TeamRedMiner SRBMiner nanominer BzMiner GMiner WildRig xmrstak',
    {
      isWord: true,
      hasVersion: true,
    },
  ),
  ...list('miner-name', 'CryptoDredge onezerominer coinhive cryptoloot webminepool deepminer minerd', { isWord: true }),
  { kind: 'miner-name', text: 't-rex/', label: 'T-Rex', isWord: true, hasVersion: true },
  { kind: 'miner-name', text: 'miniz/', label: 'miniZ', isWord: true, hasVersion: true },
  ...list('import', 'WinRing0 nvrtc64 libnvrtc'),
];
