import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashJa4 } from '../../../main/report/ja4';
import { dataFolder, hasProgram, requireOrSkip } from '../../support/requirements';
import { readConversations } from './read-conversations';
import { readJa4WithTshark } from './read-ja4-with-tshark';

const folder = dataFolder();

/** ClientHellos of many clients: browsers, phones, IoT devices, Tor, old and odd stacks, cut into segments. */
const captures = [
  'arkime/tests__pcap__tls-split-client-hello.pcap',
  'arkime/tests__pcap__tls13.pcap',
  'ndpi/443-git.pcap',
  'ndpi/alexa-app.pcapng',
  'ndpi/anyconnect-vpn.pcap',
  'ndpi/ja3_lots_of_cipher_suites.pcap',
  'ndpi/tls_2_reasms_b.pcapng',
  'ndpi/tls_ech.pcapng',
  'suricata-verify/tests__tls__tls13-draft28__tls13_draft28.pcap',
  'zeek/testing__btest__Traces__tls__chrome-1250-tls-x25519-kyber.pcap',
];

/** From FoxIO's and Suricata's own tests. */
const published = [
  ['arkime/tests__pcap__https3-301-get.pcap', 't10d230100_6a57a6f57151_000000000000'],
  ['suricata-verify/tests__ja4-tls__input.pcap', 't12i1810s1_27d4652c4487_06a4338d0495'],
] as const;

async function readJa4(file: string): Promise<Map<string, string>> {
  const { conversations } = await readConversations(file);
  const found = conversations.flatMap(({ endpoints, findings }) =>
    findings.tlsRawJa4 === null ? [] : [[endpoints, hashJa4(findings.tlsRawJa4)] as const],
  );
  return new Map(found.reverse());
}

describe.runIf(requireOrSkip('the labelled captures', folder !== null))('the JA4 of clients', () => {
  it.each(published)('of %s is %s', async (file, ja4) => {
    expect([...(await readJa4(path.join(folder ?? '', 'captures', file))).values()]).toContain(ja4);
  });

  it.runIf(requireOrSkip('tshark', hasProgram('tshark'))).each(captures)(
    'is what the fields that tshark reads in %s make',
    async (name) => {
      const file = path.join(folder ?? '', 'captures', name);
      const ours = await readJa4(file);
      expect(ours.size).toBeGreaterThan(0);
      expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(readJa4WithTshark(file)));
    },
  );
});
