/** Names and figures that evidence in every language is put together from. */
import type { EvidenceFact } from './evidence-fact';
import type { Language } from './format';

/** Mining dialects as people call them. */
export const dialectNames: Record<Extract<EvidenceFact, { code: 'dialect' }>['dialect'], string> = {
  cryptonote: 'CryptoNote stratum',
  'stratum-v1': 'Stratum v1',
  ethereum: 'Ethereum stratum',
  coinhive: 'Coinhive',
  getwork: 'getwork',
  'stratum-v2': 'Stratum V2',
  'duino-coin': 'Duino-Coin',
};

/** `3.2 times`. */
export function times(ratio: number, language: Language): string {
  if (ratio >= 10_000) return language === 'ja' ? '1万倍以上' : 'over 10,000 times';
  const figure = ratio >= 10 ? String(Math.round(ratio)) : ratio.toFixed(1);
  return language === 'ja' ? `${figure}倍` : `${figure} times`;
}

/** `4.5 s`, `3 min`, `2.0 h`. */
export function duration(seconds: number, language: Language): string {
  const [second, minute, hour] = language === 'ja' ? ['秒', '分', '時間'] : [' s', ' min', ' h'];
  if (seconds < 9.95) return `${seconds.toFixed(1)}${second}`;
  if (seconds < 120) return `${Math.round(seconds)}${second}`;
  if (seconds < 7200) return `${Math.round(seconds / 60)}${minute}`;
  return `${(seconds / 3600).toFixed(1)}${hour}`;
}
