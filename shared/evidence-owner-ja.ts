/** What the program that owns a connection does to the machine, in Japanese words. */
import type { OwnerFact } from './evidence-owner';
import { duration, times } from './evidence-words';
import type { OwnerUnknownReason } from './host';

/** One sentence. */
export function describeOwnerInJapanese(fact: OwnerFact): string {
  switch (fact.code) {
    case 'owner-cpu': {
      const who = `${fact.program}（プロセス ${fact.pid}）`;
      const over = `直近${duration(Math.min(fact.seconds, 60), 'ja')}の平均で${fact.cores.toFixed(2)}コア`;
      const evenness = fact.variation === null ? '' : `、ばらつき${percent(fact.variation)}`;
      const shared = fact.openConnections > 1 ? `。このプログラムは接続を${fact.openConnections}件開いています` : '';
      const perByte =
        fact.secondsPerKilobyte === null ? '' : `、1キロバイトあたりCPU時間${fact.secondsPerKilobyte.toFixed(1)}秒`;
      const gpu = fact.isGpuBusy ? '。GPUが動作しています' : '';
      if (fact.level === 'idle') return `${who}はこの接続中、CPUをほとんど使っていません（${over}）${gpu}`;
      const how = {
        steady: 'はCPUを強く一定に使っています',
        uneven: 'はCPUを強く使っていますが一定ではありません',
        some: 'はCPUを少し使っています',
      };
      return `${who}${how[fact.level]}（${over}${evenness}${perByte}）${shared}${gpu}`;
    }
    case 'owner-power': {
      const ratio = times(fact.watts / fact.idleWatts, 'ja');
      return `消費電力は${fact.watts.toFixed(1)} Wで、アイドル時（${fact.idleWatts.toFixed(1)} W）の${ratio}です。${fact.program}は使用中のCPU時間の${percent(fact.share)}を占めています`;
    }
    case 'work-before-messages':
      return `${fact.program}は、メッセージ${fact.messages}件の直前の数秒に、ほかの時間の${times(fact.ratio, 'ja')}CPUを使っています`;
    case 'owner-browser':
      return `${fact.program}（プロセス ${fact.pid}）はブラウザーです。ページがマイニングしている可能性がありますが、どのタブかはわかりません`;
    case 'owner-memory':
      return `${fact.program}（プロセス ${fact.pid}）のメモリー使用量は${(fact.residentBytes / 2 ** 30).toFixed(1)} GiBで、RandomXのマイナーと同じくらいです（手がかりにすぎません）`;
    case 'owner-unknown':
      return reasons[fact.reason];
  }
}

const reasons: Record<OwnerUnknownReason, string> = {
  looking: 'この接続を所有するプログラムを調べています',
  'not-live': 'ファイルのパケットのため、どのプログラムのものかはわかりません',
  'not-this-computer': '別の機器の接続です。このコンピューターのCPUや電力からは何も言えません',
  'no-permission': 'この接続のプログラムは別のユーザーのもので、調べる権限がありません',
  gone: 'この接続のプログラムは、調べる前に終了していました',
  shared: '複数のプログラムが同じポートを使っており、どれの接続かはわかりません',
  'not-supported': 'このシステムでは、どのプログラムの接続かを調べられません',
  'tool-failed': '接続のプログラムを調べるシステムのツールが失敗しました',
};

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
