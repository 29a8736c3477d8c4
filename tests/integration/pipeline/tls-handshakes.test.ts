import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, createServer, type ConnectionOptions, type TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileSource } from '../../../main/capture/file-source';
import { analyzeSource, type AnalyzeOptions } from '../../../main/engine/analyze-source';
import { loadModel } from '../../../main/engine/load-model';
import { priorLogOdds, weights } from '../../../main/verdict/judge';
import { parsePoolList } from '../../../main/verdict/pool-list';
import { PoolLists } from '../../../main/verdict/pool-lists';
import { signedWeight } from '../../../renderer/detail/sum-evidence';
import type { Connection, Evidence } from '../../../shared/connection';
import type { EvidenceFact } from '../../../shared/evidence-fact';
import { canMakeNamespaces, hasProgram, requireOrSkip } from '../../support/requirements';
import { readJa4WithTshark } from '../decode/read-ja4-with-tshark';
import { recordLoopback } from './record-loopback';

const canRecord = canMakeNamespaces() && hasProgram('tcpdump') && hasProgram('openssl');
const model = loadModel('flow');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kanaria-tls-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A key and a certificate as `openssl req` makes them; the subject of a chain's leaf is signed by another. */
function makeCertificate(subject: string): { key: Buffer; cert: Buffer } {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name));
  const args = ['req', '-subj', subject, '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-x509', '-out', cert];
  execFileSync('openssl', [...args, '-days', '36500'], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

/** One TLS connection that says a few words, recorded. */
async function record(name: string, server: TlsOptions, client: ConnectionOptions): Promise<string> {
  const file = path.join(folder, `${name}.pcap`);
  const listener = createServer(server, (socket) => socket.on('data', () => socket.end('and to you')));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  await recordLoopback(file, port, async () => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...client });
    await once(socket, 'secureConnect');
    socket.write('good day');
    socket.resume();
    await once(socket, 'close');
  });
  listener.close();
  return file;
}

async function analyze(file: string, options: Partial<AnalyzeOptions> = {}): Promise<Connection> {
  const { analysis } = await analyzeSource(new FileSource(file), { model, ...options });
  expect(analysis.connections).toHaveLength(1);
  const [connection] = analysis.connections;
  const sum = connection.evidence.reduce((total, each) => total + signedWeight(each), priorLogOdds);
  expect(sum).toBeCloseTo(Math.log(connection.risk / (1 - connection.risk)), 6);
  return connection;
}

function tlsOf({ evidence }: Connection): Evidence & { fact: Extract<EvidenceFact, { code: 'tls-hello' }> } {
  const found = evidence.filter(({ kind }) => kind === 'tls');
  expect(found).toHaveLength(1);
  return found[0] as ReturnType<typeof tlsOf>;
}

describe.runIf(requireOrSkip('tcpdump on loopback as root, and openssl', canRecord))('real TLS handshakes', () => {
  it('of TLS 1.2 show the certificate of a pool, and a client that says nothing of itself', async () => {
    const subject = '/C=IT/ST=Pool/L=Daemon/O=Mining Pool/CN=mining.proxy';
    const file = await record('pool', { ...makeCertificate(subject), maxVersion: 'TLSv1.2' }, {});
    const connection = await analyze(file);
    const tls = tlsOf(connection);
    expect(tls.fact).toMatchObject({
      hasHello: true,
      serverName: null,
      alpn: null,
      version: 'TLS 1.2',
      certificate: { subject: 'C=IT, ST=Pool, L=Daemon, O=Mining Pool, CN=mining.proxy', isSelfSigned: true },
      traits: [
        { trait: 'no-name-no-protocol', weight: weights.tlsNoNameNoProtocol },
        { trait: 'nodejs-pool-certificate', weight: weights.tlsPoolCertificate },
      ],
      isLimited: false,
    });
    expect(tls).toMatchObject({ towards: 'mining', weight: weights.tlsNoNameNoProtocol + weights.tlsPoolCertificate });
    expect(connection.verdict).not.toBe('mining');
    if (hasProgram('tshark')) expect([...readJa4WithTshark(file).values()]).toEqual([tls.fact.ja4]);
  });

  it('of TLS 1.3 hide the certificate, and show a browser by its protocol', async () => {
    const server = { ...makeCertificate('/CN=www.example.org'), ALPNProtocols: ['h2'] };
    const client = { servername: 'www.example.org', ALPNProtocols: ['h2', 'http/1.1'] };
    const tls = tlsOf(await analyze(await record('browser', { ...server, minVersion: 'TLSv1.3' }, client)));
    expect(tls.fact).toMatchObject({
      serverName: 'www.example.org',
      alpn: 'h2',
      version: 'TLS 1.3',
      certificate: null,
      traits: [{ trait: 'web-protocol', weight: weights.tlsWebProtocol }],
    });
    expect(tls.towards).toBe('clear');
  });

  it('count only so much together with a name and a list, and the list is named', async () => {
    const server = { ...makeCertificate('/O=Mining Pool/CN=mining.pool'), maxVersion: 'TLSv1.2' as const };
    const file = await record('limited', server, { servername: 'eu.pool.supportxmr.com' });
    const parsed = parsePoolList(new TextEncoder().encode('127.0.0.0/8\nsupportxmr.com\n'));
    if (parsed === null) throw new Error('no list');
    const dated = { date: '2026-11-01T00:00:00.000Z', dateOrigin: 'list' } as const;
    const poolLists = new PoolLists([{ name: 'Mine', source: 'mine.txt', ...dated, entries: parsed.entries }]);
    const connection = await analyze(file, { poolLists });
    const pools = connection.evidence.filter(({ kind }) => kind === 'pool-name');
    expect(pools.map(({ fact, weight }) => [fact.code, weight])).toEqual([
      ['pool-list', weights.knownPoolName],
      ['pool-list', 0],
      ['pool-name', 0],
    ]);
    expect(pools[0].fact).toMatchObject({
      matched: 'supportxmr.com',
      source: 'tls',
      list: 'Mine',
      listSource: 'mine.txt',
    });
    expect(tlsOf(connection)).toMatchObject({
      weight: weights.namesAndTlsLimit - weights.knownPoolName,
      fact: { isLimited: true },
    });
    expect(connection.verdict).not.toBe('mining');

    const byHeaders = await analyze(file, { poolLists, isHeadersOnly: true });
    expect(byHeaders.evidence.filter(({ kind }) => kind === 'tls')).toEqual([]);
    expect(byHeaders.evidence[0]).toMatchObject({
      kind: 'pool-name',
      weight: weights.knownPoolName,
      fact: { code: 'pool-list', source: 'address', name: '127.0.0.1' },
    });
  });
});
