/**
 * Domains whose every host belongs to a mining pool, to a miner's donation address or to a service that mined in web pages.
 * Compiled by hand in November 2026 from the pools that XMRig, xmr-stak, EWBF, ethminer, bfgminer and cgminer name in their
 * documentation and example configurations, from the pools in public captures of miners, and from the web miners of
 * 2017-2019, most of them gone.
 */
export const poolDomains: ReadonlySet<string> = new Set([
  // Monero and other CryptoNight and RandomX coins
  ...[
    'supportxmr.com',
    'minexmr.com',
    'xmrpool.eu',
    'xmrpool.net',
    'xmrpool.de',
    'moneroocean.stream',
    'hashvault.pro',
  ],
  ...['monerohash.com', 'dwarfpool.com', 'moneropool.com', 'minemonero.pro', 'p2pool.io', 'c3pool.com', 'c3pool.org'],
  ...['skypool.org', 'xmrvsbeast.com', 'herominers.com', 'usxmrpool.com', 'alimabi.cn', 'crypto-pool.fr', 'ppxxmr.com'],
  ...['minergate.com', 'iwanttoearn.money', 'cryptoknight.cc', 'donate.v2.xmrig.com', 'donate.ssl.xmrig.com'],
  ...['rplant.xyz', 'zergpool.com', 'zpool.ca', 'mining-dutch.nl', 'unmineable.com', 'kryptex.network', 'solopool.org'],
  ...[
    'flockpool.com',
    'luckpool.net',
    'gntl.uk',
    'bohemianpool.com',
    'monerominers.net',
    'moriaxmr.com',
    'semipool.com',
  ],
  // Bitcoin, Litecoin and other SHA-256 and scrypt coins
  ...[
    'slushpool.com',
    'braiins.com',
    'f2pool.com',
    'antpool.com',
    'poolin.com',
    'poolin.me',
    'viabtc.com',
    'viabtc.io',
  ],
  ...['bitminter.com', 'eligius.st', 'ghash.io', 'kano.is', 'ckpool.org', 'spiderpool.com', 'ultimuspool.com'],
  ...[
    'secpool.com',
    'foundryusapool.com',
    'ocean.xyz',
    'litecoinpool.org',
    'prohashing.com',
    'multipool.us',
    'emcd.io',
  ],
  ...[
    'btcguild.com',
    'bitcoin.cz',
    '50btc.com',
    'poolbinance.com',
    'public-pool.io',
    'nicehash.com',
    'miningrigrentals.com',
  ],
  // Ethereum, Zcash, Ravencoin, Kaspa and others for graphics cards
  ...['ethermine.org', 'flypool.org', 'nanopool.org', '2miners.com', 'hiveon.net', 'sparkpool.com', 'ethpool.org'],
  ...['miningpoolhub.com', 'woolypooly.com', 'flexpool.io', 'ezil.me', 'beepool.org', 'beepool.com', 'uupool.cn'],
  ...['coinotron.com', 'suprnova.cc', 'bsod.pw', 'acc-pool.pw', 'k1pool.com', 'humpool.com', 'ravenminer.com'],
  ...['icemining.ca', 'vipor.net', 'coinmine.pl', 'miningocean.org', 'gpumine.org', 'maxhash.org', '666pool.cn'],
  // Mining in web pages
  ...['coinhive.com', 'coin-hive.com', 'authedmine.com', 'cnhv.co', 'coinimp.com', 'crypto-loot.com', 'cryptaloot.pro'],
  ...[
    'webminepool.com',
    'webminerpool.com',
    'jsecoin.com',
    'minero.cc',
    'minr.pw',
    'monerominer.rocks',
    'coinerra.com',
  ],
  ...[
    'webmine.cz',
    'ppoi.org',
    'projectpoi.com',
    'afminer.com',
    'browsermine.com',
    'mineralt.io',
    'monerise.com',
    'coinhave.com',
  ],
]);
