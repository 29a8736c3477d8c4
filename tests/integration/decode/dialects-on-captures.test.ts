import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../main/decode/conversation-findings';
import { readLabels, type MiningFlow } from '../../../models/training/labels';
import { dataFolder, requireOrSkip } from '../../support/requirements';
import { endpointsOf, readConversations } from './read-conversations';

const data = dataFolder();

/** What the label calls it, and what we call it; null where the miner sent nothing that can be read. */
function dialectOf({ what, encrypted }: MiningFlow): Dialect | null {
  if (encrypted || what.includes('no payload')) return null;
  if (what.includes('cryptonote')) return 'cryptonote';
  if (what.includes('over HTTP')) return 'getwork';
  return what.includes('ethereum') ? 'ethereum' : 'stratum-v1';
}

describe.runIf(requireOrSkip('the labelled captures', data !== null))('dialects on real captures', () => {
  const captures = path.join(data ?? '', 'captures');

  it('finds every miner that speaks in plain text, and nobody else', async () => {
    const expected: string[] = [];
    const found: string[] = [];
    for (const { file, header_only: isHeaderOnly, mining_flows: flows } of readLabels(captures)) {
      for (const flow of isHeaderOnly ? [] : flows) {
        const dialect = dialectOf(flow);
        const endpoints = endpointsOf(flow.src, flow.sport, flow.dst, flow.dport);
        if (dialect !== null) expected.push(`${file} ${endpoints} ${dialect}`);
      }
      const { conversations } = await readConversations(path.join(captures, file));
      for (const { endpoints, findings } of conversations) {
        if (findings.dialect !== null) found.push(`${file} ${endpoints} ${findings.dialect}`);
      }
    }
    expect(expected.length).toBeGreaterThanOrEqual(16);
    expect(found.sort()).toEqual(expected.sort());
  });

  it('reads miners, shares and answers', async () => {
    const { conversations } = await readConversations(path.join(captures, 'ndpi/mining.pcapng'));
    const told = conversations.map(({ findings }) => findings).sort((a, b) => a.submits - b.submits);
    expect(told.map(({ agent, submits, accepted, rejected }) => [agent, submits, accepted, rejected])).toEqual(
      expect.arrayContaining([
        [null, 1, 1, 0],
        ['EWBF 0.3.4b', 1, 1, 0],
        ['xmr-stak-cpu/1.3.0-1.5.0', 30, 30, 0],
        ['EWBF 0.3.4b', 46, 45, 1],
      ]),
    );
  });

  it('tells the miners whom the pool refused, and where they went', async () => {
    const { conversations } = await readConversations(path.join(captures, 'zeek-cryptomining/bitcoin-mining.pcap'));
    const refused = conversations.filter(({ findings }) => findings.wasRefused);
    expect(refused).toHaveLength(5);
    for (const { findings } of refused) {
      expect(findings).toMatchObject({ dialect: 'getwork', agent: 'bfgminer/5.2.0', httpHost: 'us1.bitminter.com' });
    }
    expect(conversations.filter(({ findings }) => findings.tlsServerName === 'us1.bitminter.com')).not.toHaveLength(0);
    const { names } = await readConversations(path.join(captures, 'zeek-cryptomining/coinhive-stratum.pcap'));
    expect(names.nameOf('192.110.160.114')).toBe('la01.supportxmr.com');
  });
});
