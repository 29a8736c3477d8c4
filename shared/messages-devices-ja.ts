/** The sentences about the devices of the local network in Japanese. */
import type { DevicesMessages } from './messages-devices-en';

export const devicesJa: DevicesMessages = {
  title: '機器',
  hint: '接続している同じネットワークの機器を、リスクの高い順に示します。選ぶと、その機器の接続だけを表示します。',
  headline: {
    mining: {
      one: (name) => `${name} がマイニングしています`,
      many: (shown) => `${shown} 台の機器がマイニングしています`,
    },
    suspicious: {
      one: (name) => `${name} に疑わしい接続があります`,
      many: (shown) => `${shown} 台の機器に疑わしい接続があります`,
    },
    nothing: 'これらの機器からは何も見つかっていません',
    devices: (_count, shown) => `機器 ${shown} 台`,
    shown: (shown, total, isTotal) => `機器 ${total} 台${isTotal ? '' : '以上'}のうち ${shown} 台を表示`,
    guests: (_count, shown) => `このコンピューターのゲスト ${shown} 台`,
    elsewhere: (_count, shown) => `ほかに、別のネットワークのアドレス同士の接続 ${shown} 件がマイニングしています`,
    notThisComputer: 'このコンピューターは含まれていません',
  },
  columns: { device: '機器', address: 'アドレス', maker: '製造元', found: '検出', risk: 'リスク' },
  open: (name) => `${name} の接続を表示`,
  thisComputer: 'このコンピューター',
  noVendor: '製造元不明',
  randomMac: 'ランダムなアドレス',
  noMac: 'MAC アドレスは見えていません',
  nothingFound: '検出なし',
  guest: {
    container: 'コンテナー',
    'virtual-machine': '仮想マシン',
    namespace: 'ネットワーク名前空間',
    unknown: 'ゲスト',
  },
  port: (port) => `ポート ${port}`,
  connections: (_count, shown) => `${shown} 接続`,
  moreAddresses: (_count, shown) => `ほか ${shown} 件`,
  showing: (name) => `${name} のみ`,
  showAll: 'すべての機器の接続を表示',
  empty: 'まだ機器がありません',
  emptyHint: '同じネットワークの接続が見つかると、ここに機器が表示されます。',
  sources: { dhcp: 'DHCP による名前', mdns: 'mDNS による名前', netbios: 'NetBIOS による名前' },
};
