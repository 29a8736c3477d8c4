/** Evidence in words, in English and Japanese. */
import type { EvidenceFact } from './evidence-fact';
import type { Language } from './format';

const dialectNames: Record<Extract<EvidenceFact, { code: 'dialect' }>['dialect'], string> = {
  cryptonote: 'CryptoNote stratum',
  'stratum-v1': 'Stratum v1',
  ethereum: 'Ethereum stratum',
  coinhive: 'Coinhive',
  getwork: 'getwork',
  'stratum-v2': 'Stratum V2',
};

/** One sentence for one fact. */
export function describeFact(fact: EvidenceFact, language: Language): string {
  return language === 'ja' ? describeInJapanese(fact) : describeInEnglish(fact);
}

function describeInEnglish(fact: EvidenceFact): string {
  switch (fact.code) {
    case 'model-opinion': {
      const seen = `${plural(fact.messages, 'message')} in ${duration(fact.seconds, 'en')}`;
      const basis = fact.model === 'flow' ? 'sizes and rhythm' : 'IP headers';
      return fact.likelihoodRatio >= 1
        ? `The ${fact.model} model finds the ${basis} of ${seen} to be ${times(fact.likelihoodRatio, 'en')} likelier for mining than for other traffic`
        : `The ${fact.model} model finds the ${basis} of ${seen} to be ${times(1 / fact.likelihoodRatio, 'en')} likelier for other traffic than for mining`;
    }
    case 'too-little-seen':
      return `Too little seen to judge by rhythm: ${plural(fact.messages, 'message')} in ${duration(fact.seconds, 'en')}`;
    case 'not-tcp':
      return 'Not a TCP connection: the miners we know speak TCP, and the model does not judge this';
    case 'dialect': {
      const carrier = fact.isWebSocket ? ' in a WebSocket' : '';
      const agent = fact.agent ? `, the client calls itself ${fact.agent}` : '';
      const login = fact.login ? `, login ${fact.login}` : '';
      const shares = fact.submits > 0 ? `; ${plural(fact.submits, 'share')} submitted, ${fact.accepted} accepted` : '';
      const jobs = fact.jobs > 0 ? `; ${plural(fact.jobs, 'job')}` : '';
      const refused = fact.wasRefused ? '; the pool refused' : '';
      return `Speaks ${dialectNames[fact.dialect]}${carrier}: ${fact.givenAwayBy}${agent}${login}${jobs}${shares}${refused}`;
    }
    case 'pool-name': {
      const source = { tls: 'TLS server name', http: 'HTTP host', dns: 'DNS name' }[fact.source];
      return fact.strength === 'known'
        ? `The ${source} ${fact.name} is that of a known mining pool (${fact.matched})`
        : `The ${source} ${fact.name} holds a word pools use (${fact.matched})`;
    }
    case 'tls-hello':
      return fact.serverName === null
        ? 'Encrypted with TLS, and the client names no server'
        : `Encrypted with TLS to ${fact.serverName}${fact.alpn ? ` (${fact.alpn})` : ''}`;
    case 'rhythm-pushes':
      return `The server sends about ${Math.round(fact.bytes)} bytes unasked every ${duration(fact.everySeconds, 'en')} (${fact.count} times)`;
    case 'rhythm-requests': {
      const answer =
        fact.answerBytes === null ? 'and is rarely answered' : `and gets about ${Math.round(fact.answerBytes)} back`;
      return `The client sends about ${Math.round(fact.bytes)} bytes every ${duration(fact.everySeconds, 'en')} (${fact.count} times) ${answer}`;
    }
  }
}

function describeInJapanese(fact: EvidenceFact): string {
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
    case 'dialect': {
      const carrier = fact.isWebSocket ? '（WebSocket内）' : '';
      const agent = fact.agent ? `、クライアント名 ${fact.agent}` : '';
      const login = fact.login ? `、ログイン ${fact.login}` : '';
      const jobs = fact.jobs > 0 ? `、ジョブ${fact.jobs}件` : '';
      const shares = fact.submits > 0 ? `、シェア提出${fact.submits}件（承認${fact.accepted}件）` : '';
      const refused = fact.wasRefused ? '、プールは拒否しました' : '';
      return `${dialectNames[fact.dialect]}で通信しています${carrier}：${fact.givenAwayBy}${agent}${login}${jobs}${shares}${refused}`;
    }
    case 'pool-name': {
      const source = { tls: 'TLSサーバー名', http: 'HTTPホスト', dns: 'DNS名' }[fact.source];
      return fact.strength === 'known'
        ? `${source} ${fact.name} は既知のマイニングプールの名前です（${fact.matched}）`
        : `${source} ${fact.name} にプールがよく使う語が含まれます（${fact.matched}）`;
    }
    case 'tls-hello':
      return fact.serverName === null
        ? 'TLSで暗号化されており、クライアントはサーバー名を示していません'
        : `${fact.serverName} へTLSで暗号化されています${fact.alpn ? `（${fact.alpn}）` : ''}`;
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

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function times(ratio: number, language: Language): string {
  if (ratio >= 10_000) return language === 'ja' ? '1万倍以上' : 'over 10,000 times';
  const figure = ratio >= 10 ? String(Math.round(ratio)) : ratio.toFixed(1);
  return language === 'ja' ? `${figure}倍` : `${figure} times`;
}

function duration(seconds: number, language: Language): string {
  const [second, minute, hour] = language === 'ja' ? ['秒', '分', '時間'] : [' s', ' min', ' h'];
  if (seconds < 9.95) return `${seconds.toFixed(1)}${second}`;
  if (seconds < 120) return `${Math.round(seconds)}${second}`;
  if (seconds < 7200) return `${Math.round(seconds / 60)}${minute}`;
  return `${(seconds / 3600).toFixed(1)}${hour}`;
}
