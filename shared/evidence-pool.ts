/** What a pool's figures tell, in words. */
import type { EvidenceFact } from './evidence-fact';
import { duration } from './evidence-words';
import { plural } from './plural';

type PoolWorkFact = Extract<EvidenceFact, { code: 'pool-work' }>;

const prefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Such as `18.3 H/s`, `1.20 kH/s`. */
export function hashRate(hashesPerSecond: number, unit: PoolWorkFact['unit'] = 'H'): string {
  let value = hashesPerSecond;
  let at = 0;
  while (value >= 999.5 && at < prefixes.length - 1) {
    value /= 1000;
    at++;
  }
  return `${value === 0 ? '0' : value.toPrecision(3)} ${prefixes[at]}${unit}/s`;
}

/** One sentence. */
export function describePoolWorkInEnglish(fact: PoolWorkFact): string {
  const { hashesPerSecond: rate, share, claimedHashesPerSecond: claimed, rejected, accepted } = fact;
  const counted = areSharesUnanswered(fact)
    ? `${plural(fact.submitted, 'share')} submitted, no answer seen`
    : `${plural(accepted, 'share')} accepted${rejected > 0 ? `, ${rejected} rejected` : ''}`;
  const in_ = `in ${duration(fact.seconds, 'en')}`;
  const what = share === null ? '(difficulty not seen)' : `(${shareText(share, fact.unit, 'en')})`;
  const lead =
    rate === null
      ? `Hash rate not known: ${counted} ${what} ${in_}`
      : accepted === 0
        ? `Below ${hashRate(rate.high, fact.unit)} (95 %): no share accepted yet ${in_}`
        : `About ${hashRate(rate.estimate, fact.unit)} (95 %: ${hashRate(rate.low, fact.unit)} to ${hashRate(rate.high, fact.unit)}): ${counted} ${what} ${in_}`;
  const says = claimed === null ? '' : `; the miner claims ${hashRate(claimed, fact.unit)}`;
  const names = [fact.coin, fact.algorithm, fact.pool && `pool ${fact.pool}`, fact.worker && `worker ${fact.worker}`];
  return [lead + says, ...names.filter(Boolean)].join('; ');
}

/** The same in Japanese. */
export function describePoolWorkInJapanese(fact: PoolWorkFact): string {
  const { hashesPerSecond: rate, share, claimedHashesPerSecond: claimed, rejected, accepted } = fact;
  const counted = areSharesUnanswered(fact)
    ? `提出されたシェア${fact.submitted}件、返事は見えず`
    : `承認されたシェア${accepted}件${rejected > 0 ? `、拒否${rejected}件` : ''}`;
  const span = `${duration(fact.seconds, 'ja')}間`;
  const what = share === null ? '難易度は不明' : shareText(share, fact.unit, 'ja');
  const lead =
    rate === null
      ? `ハッシュレートは不明です：${span}に${counted}（${what}）`
      : accepted === 0
        ? `${hashRate(rate.high, fact.unit)}未満（95 %）：${span}に承認されたシェアはまだありません`
        : `約${hashRate(rate.estimate, fact.unit)}（95 %：${hashRate(rate.low, fact.unit)}～${hashRate(rate.high, fact.unit)}）：${span}に${counted}（${what}）`;
  const says = claimed === null ? '' : `、マイナー自身の申告は${hashRate(claimed, fact.unit)}`;
  const names = [
    fact.coin,
    fact.algorithm,
    fact.pool && `プール ${fact.pool}`,
    fact.worker && `ワーカー ${fact.worker}`,
  ];
  return [lead + says, ...names.filter(Boolean)].join('、');
}

/** Where no answer is read, because it was lost or in no known form, it is not known how many shares were accepted. */
export function areSharesUnanswered(fact: Pick<PoolWorkFact, 'submitted' | 'accepted' | 'rejected'>): boolean {
  const { submitted, accepted, rejected } = fact;
  return submitted > 0 && accepted + rejected === 0;
}

function shareText(
  { unit, value }: NonNullable<PoolWorkFact['share']>,
  counted: PoolWorkFact['unit'],
  language: 'en' | 'ja',
): string {
  const figure = value.toLocaleString('en', { maximumSignificantDigits: 4 });
  if (unit === 'hashes')
    return language === 'en'
      ? `${figure} ${counted === 'H' ? 'hashes' : 'solutions'} each`
      : `1件あたり${figure}${counted === 'H' ? 'ハッシュ' : '解'}`;
  return language === 'en' ? `difficulty ${figure}, the algorithm is not named` : `難易度${figure}、アルゴリズム不明`;
}
