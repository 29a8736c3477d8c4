/** The Japanese sentences for the reasons of a file's assessment. */
import { sameProgramDistance, shortenFind, shownFinds } from './file-reason-parts';
import { createFormat, type Format } from './format';
import type { FileReason } from './similarity';

const traitNames: Record<Extract<FileReason, { code: 'trait' }>['trait'], string> = {
  algorithm: 'マイニングのアルゴリズム名があります',
  'pool-scheme': 'マイニングプールのアドレス形式や通信の語があります',
  'pool-name': 'マイニングプールの名前があります',
  donation: 'マイナー開発者への寄付の設定やアドレスがあります',
  wallet: 'ウォレットアドレスがあります',
  'miner-name': 'マイナーの名前があります',
  import: 'マイナーがCPUやGPUを使うための機能を利用します',
};

/** One sentence for one reason. */
export function describeFileReasonInJapanese(reason: FileReason): string {
  switch (reason.code) {
    case 'distance':
      return `${reason.cluster} との距離は${reason.distance}：${meaningOf(reason.distance, reason.threshold)}`;
    case 'padded':
      return describePadding(reason);
    case 'trait':
      return `${traitNames[reason.trait]}：${listFinds(reason.found)}`;
    case 'name-list':
      return `マイナーとプールの名前が${reason.names}個あります。ブロックリストやウイルス対策ソフトと同じなので、根拠に数えません`;
    case 'packed': {
      const how =
        reason.packer === null ? '圧縮または暗号化されています' : `${reason.packer} で圧縮または暗号化されています`;
      const entropy = reason.entropy === null ? '' : `（1バイトあたり8ビット中${reason.entropy.toFixed(1)}ビット）`;
      return `${how}${entropy}。内容から分かるのは圧縮方法であり、中のプログラムではありません`;
    }
    case 'too-small':
      return `小さすぎて比較できません（${bytes(reason.bytes)}）`;
    case 'too-uniform':
      return '単調すぎて比較できません。ほとんどが同じバイトの繰り返しです';
    case 'too-large':
      return `大きすぎて比較できません。${bytes(reason.bytes)}のうち先頭の${bytes(reason.readBytes)}だけを読みました`;
    case 'bad-digest':
      return 'TLSHダイジェストではありません';
    case 'far':
      return `距離${reason.widest}以内に既知のマイナーはありません。ただし、無害という証明にはなりません`;
  }
}

function meaningOf(distance: number, threshold: number): string {
  if (distance <= Math.min(sameProgramDistance, threshold))
    return '同じプログラムの別のビルドのように、ほとんど同じ内容です';
  return distance <= threshold
    ? `マイナーの変種どうしと同じ近さです。距離${threshold}以内に、既知の無害なファイルはありません`
    : '無害なファイルやほかのマルウェアもこの程度には近いため、ほかの根拠があるときだけ意味を持ちます';
}

function describePadding(reason: Extract<FileReason, { code: 'padded' }>): string {
  const { cluster, distanceWithoutOverlay: distance, distanceWithoutLength, overlayBytes } = reason;
  if (distance !== null) {
    return `実行ファイルの後に付いた${bytes(overlayBytes)}を除くと、${cluster} との距離は${distance}です。同じプログラムに余分なデータを付けたものかもしれません`;
  }
  return `長さを無視すると、${cluster} との距離は${distanceWithoutLength}です。余分なデータを付けたものかもしれませんが、無害なファイルも近くなることがあるため、ほかの根拠があるときだけ意味を持ちます`;
}

/** The first few, wallets shortened in the middle. */
function listFinds(found: readonly string[]): string {
  const shown = found.slice(0, shownFinds).map(shortenFind).join('、');
  return found.length > shownFinds ? `${shown} ほか${found.length - shownFinds}件` : shown;
}

let format: Format | undefined;

function bytes(value: number): string {
  return (format ??= createFormat('ja')).bytes(value);
}
