import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DecodeOutcome } from '../../../main/decode/packet-header';
import { dataFolder, hasProgram, requireOrSkip } from '../../support/requirements';
import { readWithKanaria } from './read-with-kanaria';
import type { KanariaPacket } from './read-with-kanaria';
import { readWithTshark } from './read-with-tshark';
import type { TsharkPacket } from './read-with-tshark';

/** Captures with every link type and encapsulation of the data folder, and the broken ones. */
const captures = [
  'arkime/tests__pcap__80211http.pcap',
  'arkime/tests__pcap__ah-esp.pcap',
  'arkime/tests__pcap__arkime_synthetic.pcap',
  'arkime/tests__pcap__gre-erspan-vxlan.pcap',
  'arkime/tests__pcap__gtp-u.pcap',
  'arkime/tests__pcap__ipv6-in-ipv4.pcap',
  'arkime/tests__pcap__mpls-basic.pcap',
  'arkime/tests__pcap__nflog.pcap',
  'arkime/tests__pcap__pppoe.pcap',
  'arkime/tests__pcap__twovlan.pcap',
  'ndpi/4in4tunnel.pcap',
  'ndpi/6in6tunnel.pcap',
  'ndpi/BGP_Cisco_hdlc_slarp.pcap',
  'ndpi/BGP_redist.pcap',
  'ndpi/ajp.pcap',
  'ndpi/dns_fragmented.pcap',
  'ndpi/fuzz-2006-06-26-2594.pcap',
  'ndpi/gre.pcapng',
  'ndpi/ipv6_in_gtp.pcap',
  'ndpi/someip_sd_sample.pcap',
  'ndpi/teredo.pcap',
  'suricata-verify/tests__bug-4571-04__ipv6_over_ipv4.pcap',
  'suricata-verify/tests__bug-4571-06__ipv4_over_ipv6.pcap',
  'suricata-verify/tests__bug-5633-gre-02__gre-sample.pcap',
  'suricata-verify/tests__bug-5758__input.pcap',
  'suricata-verify/tests__datasets-10-unset__unset.pcap',
  'suricata-verify/tests__decode-chdlc-01__hdlc-http_1tx.pcap',
  'suricata-verify/tests__decode-erspan-typeI-02__input.pcap',
  'suricata-verify/tests__decode-sll2-01__input.pcap',
  'suricata-verify/tests__decode-teredo-01__input.pcap',
  'suricata-verify/tests__decode-too-small__test.pcap',
  'suricata-verify/tests__defrag__bug-6887-defrag-ipv6-tcp__frag-ip-tcp.pcap',
  'suricata-verify/tests__detect-ipopts__input.pcap',
  'suricata-verify/tests__exception-policy-defrag-01__ipv4frags.pcap',
  'suricata-verify/tests__flow-pkt-recursion__tunnel-pkt-flows.pcap',
  'suricata-verify/tests__geneve-decoder__input.pcap',
  'suricata-verify/tests__output-multi-eve__input.pcap',
  'suricata-verify/tests__tcp-fastopen-05__tfo.pcap',
  'suricata-verify/tests__vxlan-non-zero-reserved-fields__input.pcap',
  'zeek/testing__btest__Traces__erspanI.pcap',
  'zeek/testing__btest__Traces__erspanII.pcap',
  'zeek/testing__btest__Traces__erspanIII.pcap',
  'zeek/testing__btest__Traces__http-qinq-0.pcap',
  'zeek/testing__btest__Traces__icmp__icmp6-mldv2.pcap',
  'zeek/testing__btest__Traces__ipv6-http-atomic-frag.pcap',
  'zeek/testing__btest__Traces__ipv6_zero_len_ah.pcap',
  'zeek/testing__btest__Traces__mixed-vlan-mpls.pcap',
  'zeek/testing__btest__Traces__mobile-ipv6__ipv6-mobile-routing.pcap',
  'zeek/testing__btest__Traces__mobile-ipv6__mip6_hot.pcap',
  'zeek/testing__btest__Traces__pppoe-over-qinq.pcap',
  'zeek/testing__btest__Traces__quic__interop__quic-go_quic-go__handshake.pcap',
  'zeek/testing__btest__Traces__radiotap.pcap',
  'zeek/testing__btest__Traces__tunnels__6in6in6.pcap',
  'zeek/testing__btest__Traces__tunnels__geneve-vxlan-dns-truncated.pcap',
  'zeek/testing__btest__Traces__tunnels__gre-aruba-amsdu.pcap',
  'zeek/testing__btest__Traces__tunnels__gre-erspan3-dot1q.pcap',
  'zeek/testing__btest__Traces__tunnels__gre-over-udp-4754.pcap',
  'zeek/testing__btest__Traces__tunnels__gtp__gtp1_gn_normal_incl_fragmentation.pcap',
  'zeek/testing__btest__Traces__tunnels__gtp__gtp9_unknown_or_too_short_payload.pcap',
  'zeek/testing__btest__Traces__vlan-qinqinq.pcap',
];

/** Packets, counted from 1, that the two read in different ways, and why Kanaria's is right for it. */
const knownDifferences: Readonly<Record<string, { readonly why: string; readonly packets: readonly number[] }>> = {
  'ndpi/ajp.pcap': {
    why: 'tshark takes the last four bytes of a FabricPath frame for its check sequence, but the IP length counts them',
    packets: [10, 11, 29, 30],
  },
  'suricata-verify/tests__detect-ipopts__input.pcap': {
    why: 'tshark shows the last hop of a source route as destination, Kanaria the address field, by which nodes count too',
    packets: [2, 7],
  },
  'zeek/testing__btest__Traces__tunnels__gre-aruba-amsdu.pcap': {
    why: 'an A-MSDU holds several packets: tshark names the last, Kanaria the first',
    packets: [1],
  },
  'zeek/testing__btest__Traces__tunnels__gtp__gtp9_unknown_or_too_short_payload.pcap': {
    why: 'the inner packet is longer than its carrier, so that a tunnel guessed from its port is not proven',
    packets: [11],
  },
};

/** The packets on which the two disagree. What Kanaria calls malformed, tshark has to doubt too. */
function compare(ours: readonly KanariaPacket[], theirs: readonly TsharkPacket[]): string[] {
  const differences: string[] = [];
  theirs.forEach(({ summary, isDoubtful, layers }, index) => {
    const { summary: own, outcome } = ours[index];
    const isAgreedMalformed = outcome === DecodeOutcome.malformed && isDoubtful;
    const expected = summary && own?.payloadLength === null ? { ...summary, payloadLength: null } : summary;
    if (isAgreedMalformed || JSON.stringify(own) === JSON.stringify(expected)) return;
    differences.push(
      `#${index + 1} ${layers}: ${JSON.stringify(own)} (outcome ${outcome}), tshark ${JSON.stringify(expected)}`,
    );
  });
  return differences;
}

const folder = dataFolder();
const canRun = requireOrSkip('the captures', folder !== null) && requireOrSkip('tshark', hasProgram('tshark'));

describe.runIf(canRun)('decodePacket beside tshark', () => {
  it.each(captures)('%s', async (capture) => {
    const file = path.join(folder ?? '', 'captures', capture);
    expect(existsSync(file)).toBe(true);
    const ours = await readWithKanaria(file);
    const theirs = readWithTshark(file);
    expect(ours.length).toBe(theirs.length);
    const known = knownDifferences[capture]?.packets ?? [];
    const differences = compare(ours, theirs);
    expect(differences.filter((text) => !known.includes(parseInt(text.slice(1))))).toEqual([]);
  });
});
