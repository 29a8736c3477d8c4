/** The Japanese sentences for failures, warnings and reasons. */
import type { Failure } from './connection';
import type { AccessCause, FailureAbout, ForeignForm, Warning } from './failure-about';

interface JapaneseExplanation {
  readonly message: string;
  readonly remedy: string;
  /** English, where the sentences above leave something out. */
  readonly detail: string | null;
}

/** Says what went wrong and what to do next. */
export function explainFailureInJapanese(failure: Failure): JapaneseExplanation {
  const about = failure.about ?? {};
  const { cause } = about;
  const { message, remedy } = sentencesFor(failure.kind, about);
  return {
    message,
    remedy: cause === undefined ? remedy : explainCauseInJapanese(cause),
    detail: detailOf(failure),
  };
}

function sentencesFor(kind: Failure['kind'], about: FailureAbout): { message: string; remedy: string } {
  const { deed, tool } = about;
  const file = about.subject ?? 'ファイル';
  const link = about.subject ? `インターフェース ${about.subject} ` : 'インターフェース';
  switch (kind) {
    case 'missing':
      return deed === 'write'
        ? {
            message: `${file} に書き込めません。保存先のフォルダーがありません。`,
            remedy: '先にフォルダーを作るか、別の保存先を選んでください。',
          }
        : { message: `${file} はありません。`, remedy: '名前の綴りと場所を確認してください。' };
    case 'empty':
      return {
        message: `${file} は空です。`,
        remedy: 'キャプチャが書き込まれているかを確認し、もう一度記録してください。',
      };
    case 'not-a-capture':
      return describeForeign(file, about.form);
    case 'not-a-list':
      return { message: `${file} はファイルではありません。`, remedy: 'テキストファイルを選んでください。' };
    case 'no-pools':
      return describeListWithoutPools(file, about.badLine);
    case 'unreadable':
      return {
        message: `${file} を読み込めません。`,
        remedy: 'ディスクやネットワーク共有を確認するか、コピーしてから開いてください。',
      };
    case 'no-permission':
      return deed === 'capture'
        ? {
            message: `このユーザーには、${tool ?? 'キャプチャツール'} で ${about.subject ?? 'この対象'} をキャプチャする権限がありません。`,
            remedy: '「別の対象」の画面に表示されるコマンドで、キャプチャを許可してください。',
          }
        : deed === 'write'
          ? {
              message: `このユーザーには ${file} に書き込む権限がありません。`,
              remedy: 'ご自分のフォルダーを選んでください。',
            }
          : {
              message: `このユーザーには ${file} を読む権限がありません。`,
              remedy: '所有者に権限を求めるか、ご自分のフォルダーにコピーしてください。',
            };
    case 'no-interface':
      return {
        message: `${link}はありません。`,
        remedy: about.choices?.length
          ? `次の中から選んでください：${about.choices.join('、')}`
          : '一覧からインターフェースを選んでください。',
      };
    case 'no-tool':
      return {
        message: tool === undefined ? 'キャプチャツールがありません。' : `${tool} はここでは使えません。`,
        remedy: 'dumpcap を含む Wireshark をインストールするか、別のキャプチャツールを選んでください。',
      };
    case 'bad-filter':
      return {
        message: `キャプチャフィルター「${about.subject ?? ''}」は正しくありません。`,
        remedy: 'pcap-filter(7) の書式で入力してください。例：tcp port 3333 and host 192.0.2.7',
      };
    case 'interface-down':
      return {
        message: `${link}が停止しているか、なくなったため、キャプチャは行われていません。`,
        remedy:
          about.command === undefined
            ? '接続し直してから、もう一度開始してください。これまでの結果は残ります。'
            : '次のコマンドで有効にしてから、もう一度開始してください。',
      };
    case 'disk-full':
      return {
        message: `ディスクがいっぱいのため、${file} への書き込みを止めました。`,
        remedy: '空き容量を増やすか、別のディスクを選んで、もう一度実行してください。',
      };
    case 'not-saved':
      return deed === 'write'
        ? { message: `${file} に書き込めません。`, remedy: '別の名前か、別のディスクを選んでください。' }
        : {
            message: about.subject === undefined ? '設定を保存できません。' : `${file} を保存できません。`,
            remedy: '空き容量を増やすか、設定フォルダーへの書き込みを許可してください。',
          };
    case 'tool-failed':
      return {
        message: `${tool ?? 'キャプチャツール'} が停止しました${about.subject ? `（${about.subject}）` : ''}。`,
        remedy: 'もう一度開始するか、別のキャプチャツールを選んでください。',
      };
    case 'bad-request':
      if (deed === 'list') {
        return {
          message: `${file} はプールのリストとして大きすぎます。`,
          remedy: 'リスト全体で200万件、1ファイル64 MBまでです。短いリストを選ぶか、他のリストを削除してください。',
        };
      }
      return about.choices === undefined
        ? {
            message: 'この要求は受け付けられませんでした。',
            remedy: 'Kanaria を再起動し、ウィンドウを開き直してください。',
          }
        : {
            message: 'インターフェースが選ばれていません。',
            remedy: `次の中から選んでください：${about.choices.join('、')}`,
          };
    case 'not-found':
      if (deed === 'scan') {
        return { message: 'このファイルの詳細はもう保持されていません。', remedy: 'もう一度スキャンしてください。' };
      }
      return {
        message: 'この接続はもう保持されていません。',
        remedy:
          '保持されるのは、マイニングと判定された接続と新しい接続です。早めに保存するか、キャプチャを開き直してください。',
      };
    case 'engine-down':
      if (deed === 'scan') {
        return {
          message: 'エンジンが停止したため、スキャンも止まりました。',
          remedy: 'それまでの結果は残っています。続けるには、もう一度スキャンしてください。',
        };
      }
      return {
        message: 'エンジンが応答しません。',
        remedy: '自動で再起動しますので、しばらくお待ちください。変わらない場合は Kanaria を起動し直してください。',
      };
    case 'internal':
      return {
        message: 'Kanaria の内部で問題が起きました。',
        remedy: '行った操作を添えて報告し、もう一度開始してください。',
      };
  }
}

function describeListWithoutPools(file: string, badLine: FailureAbout['badLine']): { message: string; remedy: string } {
  const seen = badLine === undefined ? '' : `${badLine.line}行目：${badLine.text}`;
  return {
    message: `${file} にはドメインもアドレスもありません。`,
    remedy: `1行に1つ、ドメイン、アドレス、または範囲（192.0.2.0/24）を書いたテキストを選んでください。${seen}`,
  };
}

const foreignNames: Record<Exclude<ForeignForm, 'folder'>, { name: string; remedy: string }> = {
  snoop: { name: 'snoop 形式のファイル', remedy: convert() },
  netxray: { name: 'NetXRay 形式のファイル', remedy: convert() },
  netmon: { name: 'Network Monitor 形式のファイル', remedy: convert() },
  zstd: { name: 'zstd で圧縮されたファイル', remedy: unpack('unzstd') },
  xz: { name: 'xz で圧縮されたファイル', remedy: unpack('unxz') },
  bzip2: { name: 'bzip2 で圧縮されたファイル', remedy: unpack('bunzip2') },
  lz4: { name: 'lz4 で圧縮されたファイル', remedy: unpack('unlz4') },
  'gzip-twice': { name: 'gzip で二重に圧縮されたファイル', remedy: unpack('gunzip') },
  zip: { name: 'zip アーカイブ', remedy: '先に展開し、中のキャプチャを開いてください。' },
  '7z': { name: '7z アーカイブ', remedy: '先に展開し、中のキャプチャを開いてください。' },
};

function describeForeign(file: string, form: ForeignForm | undefined): { message: string; remedy: string } {
  if (form === undefined) {
    return {
      message: `${file} はキャプチャファイルではありません。`,
      remedy: 'tcpdump・dumpcap・Wireshark が書き出す pcap または pcapng ファイルを選んでください。',
    };
  }
  if (form === 'folder') {
    return {
      message: `${file} はフォルダーです。`,
      remedy: '中のキャプチャファイルを選ぶか、端末で kanaria analyze をこのフォルダーに対して実行してください。',
    };
  }
  const { name, remedy } = foreignNames[form];
  return { message: `${file} はキャプチャファイルではなく、${name}です。`, remedy };
}

function convert(): string {
  return '先に変換してください：editcap -F pcapng 変換元 変換先.pcapng';
}

function unpack(program: string): string {
  return `先に解凍してください：${program} ファイル名`;
}

/** Why this user cannot capture. */
export function explainCauseInJapanese({ code, group = '', tool }: AccessCause): string {
  switch (code) {
    case 'withheld-by-system':
      return 'コンテナーやサンドボックスでは、システムがキャプチャの権限（CAP_NET_RAW）を与えないことがあります。起動元の設定で許可してください。';
    case 'no-capability':
      return `${tool ?? 'キャプチャツール'} はインストールされていますが、キャプチャの権限がありません。`;
    case 'needs-own-rights':
      return `${tool ?? 'このツール'} は Kanaria 自身の権限でキャプチャしますが、Kanaria に権限を与えるべきではありません。dumpcap か tcpdump を選んでください。`;
    case 'not-installed':
      return tool === undefined
        ? 'キャプチャツールがインストールされていません。Wireshark に含まれる dumpcap か、tcpdump をインストールしてください。'
        : `${tool} がインストールされていません。`;
    case 'not-executable':
      return `このユーザーには ${tool ?? 'キャプチャツール'} を実行する権限がありません。`;
    case 'not-in-group':
      return `キャプチャできるのはグループ ${group} だけで、このユーザーは含まれていません。グループに加えたら、一度ログアウトしてログインし直してください。`;
    case 'group-needs-login':
      return `このユーザーはグループ ${group} に加わりました。有効にするには、一度ログアウトしてログインし直してください。`;
    case 'bpf-closed':
      return 'macOS では、Wireshark に付属する ChmodBPF を入れるまで、キャプチャ用デバイスを開けません。';
    case 'no-npcap':
      return 'Windows のキャプチャ用ドライバー Npcap がインストールされていません。';
    case 'npcap-for-administrators':
      return 'Npcap が管理者専用でインストールされています。この制限を外して、もう一度インストールしてください。';
    case 'npcap-stopped':
      return 'Npcap のドライバーが停止しています。管理者として開いた端末から起動してください。';
    case 'npcap-refuses':
      return 'Npcap はインストールされていますが、このユーザーは利用を拒否されました。もう一度インストールしてください。';
  }
}

/** What this run lacks or has lost. */
export function explainWarningInJapanese(warning: Warning): string {
  switch (warning.code) {
    case 'user-timestamps':
      return 'cap はカーネルの時刻を取得できません。時刻は、このプログラムがパケットを受け取った時点のものです。';
    case 'no-drop-counter':
      return 'cap は取りこぼしを数えられません。失われたパケットがあるかどうかは分かりません。';
    case 'always-promiscuous':
      return 'cap は常にプロミスキャスモードでキャプチャします。';
    case 'damaged':
      return `${warning.subject} は ${warning.atByte.toLocaleString('ja')} バイト目で壊れています。読み取れる部分は読み取りました。`;
    case 'unplugged':
      return `キャプチャ中に ${warning.interfaceName} のリンクが切れました（ケーブルまたは無線）。`;
    case 'pool-list-left-out':
      return `プールのリスト ${warning.subject} を読み込めないため、使わずに続けます。`;
    case 'unseen-while-paused':
      return `一時停止中に ${warning.packets.toLocaleString('ja')} 個のパケットが流れましたが、記録していません。`;
    case 'nothing-judged':
      return `判定できたパケットはなく、何が含まれているかは分かりません：${describeSkipped(warning)}。`;
  }
}

function describeSkipped(warning: Extract<Warning, { code: 'nothing-judged' }>): string {
  const { packets, notIp, damaged, unknownLinkType } = warning;
  const counts: readonly [number, string][] = [
    [notIp, 'IP 以外'],
    [damaged, '破損または途中切れ'],
    [unknownLinkType, 'リンク種別が不明'],
  ];
  const reasons = counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${what} ${count.toLocaleString('ja')} 個`);
  return `${packets.toLocaleString('ja')} パケット中、${reasons.join('、')}`;
}

/** A tool's own words and whatever has no circumstances exist in English only. */
function detailOf({ kind, message, about }: Failure): string | null {
  if (about?.form !== undefined || kind === 'not-found' || kind === 'engine-down') return null;
  if (about === undefined) return message;
  const isTelling = kind !== 'no-permission' && kind !== 'no-interface' && kind !== 'interface-down';
  return isTelling ? (about.words ?? null) : null;
}
