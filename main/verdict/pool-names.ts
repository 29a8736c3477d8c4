/** Whether a host is named as mining pools are. Evidence only: people read the sites of pools too. */
import { poolDomains } from '../../shared/pool-domains';

export interface PoolNameMatch {
  /** `known`: the domain belongs to a pool (`poolDomains`); `word`: the host is named as pools name theirs. */
  readonly strength: 'known' | 'word';
  /** The part of the name that matched. */
  readonly matched: string;
}

/** Subdomains that people read rather than miners. */
const pagesForPeople = /^(?:www|blog|docs?|help|support|status|forum|shop|cdn|static|account|id)\d*\./;

/** Pools, miners and web miners that also appear under other people's domains (proxies, mirrors, disguises). */
const brands = new Set([
  ...['nanopool', 'supportxmr', 'minexmr', '2miners', 'f2pool', 'nicehash', 'moneroocean', 'hashvault', 'unmineable'],
  ...['ethermine', 'flypool', 'dwarfpool', 'slushpool', 'antpool', 'p2pool', 'ckpool', 'herominers', 'woolypooly'],
  ...[
    'coinhive',
    'authedmine',
    'coinimp',
    'cryptoloot',
    'webminepool',
    'webminerpool',
    'deepminer',
    'xmrig',
    'xmrstak',
  ],
  ...[
    'miningpool',
    'minepool',
    'minerpool',
    'cryptopool',
    'coinpool',
    'cryptominer',
    'coinminer',
    'webminer',
    'xmrproxy',
  ],
]);

/** Coins as pools abbreviate them; abbreviations that are everyday words or names (etc, dash, ton, ergo, …) are left out. */
const coin =
  'xmr|monero|eth|ethereum|ethw|zec|zcash|btc|bitcoin|bch|ltc|litecoin|doge|dogecoin|rvn|ravencoin|kaspa|etn|aeon|xhv|zeph|rtm|dero|xtm|wownero';
const coinWord = new RegExp(`^(?:${coin})$`);
const poolWord = /^pools?\d*$/;
const coinPool = new RegExp(`^(?:(?:${coin})(?:pools?|mine|miner|mining)|(?:pool|mine|miner|mining)(?:${coin}))\\d*$`);
const stratumWord = /^stratum\d*$/;
/** Time servers call their distance from the clock a stratum. */
const clockWord = /^(?:s?ntp\d*|time|clock|chrony)$/;

/** Names asked about before: a connection's name is weighed each time it is judged. Forgotten when there are too many. */
const matches = new Map<string, PoolNameMatch | null>();
const maxMatches = 4096;

/** What in a host name speaks of mining, or null. A match needs whole words: carpool, mempool and pool.ntp.org are none. */
export function matchPoolName(name: string): PoolNameMatch | null {
  const known = matches.get(name);
  if (known !== undefined) return known;
  if (matches.size >= maxMatches) matches.clear();
  const match = findPoolName(name);
  matches.set(name, match);
  return match;
}

function findPoolName(name: string): PoolNameMatch | null {
  const host = name.toLowerCase().replace(/\.+$/, '');
  const labels = host.split('.');
  if (labels.length < 2 || /^[\d.]+$/.test(host)) return null;
  for (let i = 0; i < labels.length - 1; i++) {
    const domain = labels.slice(i).join('.');
    if (poolDomains.has(domain)) return { strength: pagesForPeople.test(host) ? 'word' : 'known', matched: domain };
  }
  const matched = matchWord(labels);
  return matched === null ? null : { strength: 'word', matched };
}

function matchWord(labels: readonly string[]): string | null {
  const owned = labels.slice(0, -1);
  const words = owned.flatMap((label) => label.split(/[-_]/));
  for (const candidate of [...owned.map((label) => label.replace(/[-_]/g, '')), ...words]) {
    if (brands.has(candidate) || coinPool.test(candidate)) return candidate;
  }
  const coinName = words.find((word) => coinWord.test(word));
  if (coinName !== undefined && words.some((word) => poolWord.test(word))) return `${coinName} pool`;
  if (words.includes('mining') && words.some((word) => poolWord.test(word))) return 'mining pool';
  return findStratum(labels, words);
}

/** `stratum` names a service of a host; as a company's own domain it names the company. */
function findStratum(labels: readonly string[], words: readonly string[]): string | null {
  if (words.some((word) => clockWord.test(word))) return null;
  const ownDomain = labels.length > 2 && labels[labels.length - 2].length <= 3 ? 3 : 2;
  const services = labels.slice(0, -ownDomain).flatMap((label) => label.split(/[-_]/));
  return services.find((word) => stratumWord.test(word)) ?? null;
}
