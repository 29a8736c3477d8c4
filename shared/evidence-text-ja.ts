/** Evidence in Japanese words. */
import type { EvidenceFact } from './evidence-fact';
import { describeOwnerInJapanese } from './evidence-owner-ja';
import { describePoolWorkInJapanese } from './evidence-pool';
import { describeProgramInJapanese } from './evidence-program';
import { describeTlsInJapanese } from './evidence-tls';
import { dialectNames, duration, times } from './evidence-words';

/** One sentence for one fact. */
export function describeInJapanese(fact: EvidenceFact): string {
  switch (fact.code) {
    case 'model-opinion': {
      const seen = `${duration(fact.seconds, 'ja')}間のメッセージ${fact.messages}件`;
      const basis = fact.model === 'flow' ? '大きさとリズム' : 'IPヘッダー';
      const model = fact.model === 'flow' ? 'フローモデル' : 'パケットモデル';
      return fact.likelihoodRatio >= 1
        ? `${model}の判断：${seen}の${basis}は、他の通信よりマイニングで${times(fact.likelihoodRatio, 'ja')}起こりやすいものです`
        : `${model}の判断：${seen}の${basis}は、マイニングより他の通信で${times(1 / fact.likelihoodRatio, 'ja')}起こりやすいものです`;
    }
    case 'too-little-seen':
      return `リズムで判定するには観測が足りません（${duration(fact.seconds, 'ja')}間にメッセージ${fact.messages}件）`;
    case 'not-tcp':
      return 'TCP接続ではありません。既知のマイナーはTCPで通信するため、モデルは判定しません';
    case 'other-plain-text':
      return '両側とも平文で通信していますが、Kanariaが読めるマイニングプロトコルではありません';
    case 'one-direction': {
      const [captured, other] =
        fact.captured === 'client' ? ['クライアント', 'サーバー'] : ['サーバー', 'クライアント'];
      return `${captured}側のパケットしか記録されていません。${other}の送信量と時刻は、その確認応答から読み取りました`;
    }
    case 'begun-before':
      return 'この接続は記録より前に始まっています。最初のやり取りが欠けている可能性があり、どちらがクライアントかは推定です';
    case 'dialect': {
      const carrier = fact.isWebSocket ? '（WebSocket内）' : '';
      const agent = fact.agent ? `、クライアント名 ${fact.agent}` : '';
      const login = fact.login ? `、ログイン ${fact.login}` : '';
      const jobs = fact.jobs > 0 ? `、ジョブ${fact.jobs}件` : '';
      const accepted = fact.accepted + fact.rejected > 0 ? `（承認${fact.accepted}件）` : '';
      const shares = fact.submits > 0 ? `、シェア提出${fact.submits}件${accepted}` : '';
      const refused = fact.wasRefused ? '、プールは拒否しました' : '';
      return `${dialectNames[fact.dialect]}で通信しています${carrier}：${fact.givenAwayBy}${agent}${login}${jobs}${shares}${refused}`;
    }
    case 'pool-name': {
      const source = { tls: 'TLSサーバー名', http: 'HTTPホスト', dns: 'DNS名' }[fact.source];
      return fact.strength === 'known'
        ? `${source} ${fact.name} は既知のマイニングプールの名前です（${fact.matched}）`
        : `${source} ${fact.name} にプールがよく使う語が含まれます（${fact.matched}）`;
    }
    case 'pool-list': {
      const source = { tls: 'TLSサーバー名', http: 'HTTPホスト', dns: 'DNS名', address: 'アドレス' }[fact.source];
      const entry = fact.matched === fact.name ? '' : `（${fact.matched}として）`;
      const origin = fact.listSource === null ? '' : `、${fact.listSource}`;
      const day = fact.listDate.slice(0, 10);
      const dated = { list: day, import: `${day}に取り込み`, file: `${day}のファイル` };
      return `取り込んだリスト「${fact.list}」（${dated[fact.listDateOrigin]}${origin}）に${source} ${fact.name} が載っています${entry}`;
    }
    case 'tls-hello':
      return describeTlsInJapanese(fact);
    case 'returning-miner':
      return 'この機器から同じサーバーへの別の接続でマイニングが見つかっています';
    case 'program-file':
      return describeProgramInJapanese(fact);
    case 'owner-cpu':
    case 'owner-power':
    case 'work-before-messages':
    case 'owner-browser':
    case 'owner-memory':
    case 'owner-unknown':
      return describeOwnerInJapanese(fact);
    case 'pool-work':
      return describePoolWorkInJapanese(fact);
    case 'rhythm-pushes':
      return `サーバーが約${Math.round(fact.bytes)}バイトを${duration(fact.everySeconds, 'ja')}ごとに自発的に送っています（${fact.count}回）`;
    case 'rhythm-requests': {
      const answer =
        fact.answerBytes === null
          ? '応答はほとんどありません'
          : `約${Math.round(fact.answerBytes)}バイトの応答があります`;
      return `クライアントが約${Math.round(fact.bytes)}バイトを${duration(fact.everySeconds, 'ja')}ごとに送り（${fact.count}回）、${answer}`;
    }
  }
}
