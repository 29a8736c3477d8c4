import { describe, expect, it } from 'vitest';
import { loadModel } from '../../../../main/engine/load-model';
import { createBook, hostSecondsOf, tallyBy } from '../../../../models/evaluation/book';
import { figuresOf } from '../../../../models/evaluation/figures';
import { judgeCaptures } from '../../../../models/evaluation/judge-captures';
import { kindOf, nameOthers, openFolder, type LabelledFolder } from '../../../../models/evaluation/labelled-folder';
import { ObservedHosts } from '../../../../models/evaluation/observed-hosts';
import { dataFolder, requireOrSkip } from '../../../support/requirements';

const data = dataFolder();

function folderOf(...files: string[]): LabelledFolder {
  const folder = openFolder(data ?? '');
  if (folder.kind !== 'labelled') throw new Error(folder.message);
  return { ...folder, captures: folder.captures.filter(({ file }) => files.includes(file)) };
}

describe.runIf(requireOrSkip('the folder of real captures', data !== null))('captures', () => {
  const options = { model: loadModel('flow'), isHeadersOnly: false };

  it('are counted by their labels', async () => {
    const book = createBook();
    await judgeCaptures(folderOf('ndpi/mining.pcapng', 'ndpi/6in4tunnel.pcap'), 'real', options, book);
    const [tally] = tallyBy(book.groups, () => '').values();
    const figures = figuresOf(tally);
    expect(figures.sessions).toMatchObject({ found: 4, all: 4 });
    expect(figures.longSessions).toMatchObject({ found: 4, all: 4 });
    expect(figures.alarms).toBe(0);
    expect(figures.others).toBeGreaterThan(0);
    expect(tally.evidencePacketsOfTalk.every((packets) => packets <= 5)).toBe(true);
    expect(hostSecondsOf(book, 'real')).toBeGreaterThan(600);
  });

  it('miss a session that is labelled and not there', async () => {
    const folder = folderOf('ndpi/mining.pcapng');
    const [capture] = folder.captures;
    const absent = { ...capture.mining_flows[0], src: '192.0.2.1' };
    const book = createBook();
    const changed = { ...folder, captures: [{ ...capture, mining_flows: [...capture.mining_flows, absent] }] };
    await judgeCaptures(changed, 'real', options, book);
    const [tally] = tallyBy(book.groups, () => '').values();
    expect(figuresOf(tally).sessions).toMatchObject({ found: 4, all: 5 });
    expect(tally.missed[0]).toContain('192.0.2.1');
  });
});

describe('labelled folders', () => {
  it('say what is missing', () => expect(openFolder('/nowhere')).toMatchObject({ kind: 'no-labels' }));

  it('name a miner in a few words', () => {
    const flow = { src: '', sport: 1, dst: '', dport: 1, duration_s: 1, encrypted: true, kind: 'session' } as const;
    expect(kindOf({ ...flow, what: 'stratum v1 JSON-RPC over TCP (mining.*)' })).toBe(
      'stratum v1 JSON-RPC over TCP, encrypted',
    );
    expect(kindOf({ ...flow, what: 'mining/cryptonote/tls' })).toBe('mining/cryptonote/tls');
  });

  it('name others as they are labelled, or where all are of one kind', () => {
    const ends = { src: '192.0.2.1', sport: 1, dst: '192.0.2.2', dport: 2 };
    const capture = { file: 'a', source: 's', packets: 1, header_only: false, mining_flows: [] };
    const labelled = { ...capture, benign_flows: [{ ...ends, what: 'benign/mqtt/tls' }] };
    expect(nameOthers(labelled)('192.0.2.2', 2, '192.0.2.1', 1)).toBe('benign/mqtt/tls');
    expect(nameOthers(labelled)('192.0.2.2', 3, '192.0.2.1', 1)).toBe('various');
    expect(nameOthers({ ...capture, benign_protocols: { IRC: 4 } })('192.0.2.1', 1, '192.0.2.2', 2)).toBe('IRC');
  });
});

describe('observed hosts', () => {
  it('are watched while they speak, whichever end is local', () => {
    const hosts = new ObservedHosts();
    const host = hosts.indexOf('192.168.1.2', '203.0.113.1');
    expect(hosts.indexOf('203.0.113.9', '192.168.1.2')).toBe(host);
    expect(hosts.indexOf('198.51.100.1', '203.0.113.1')).not.toBe(host);
    // Ten seconds, a year of silence, twenty seconds; a step back counts nothing.
    for (const second of [0, 10, 3e7, 3e7 - 5, 3e7 + 20]) hosts.see(host, second * 1e6);
    expect(hosts.seconds).toBe(30);
  });
});
