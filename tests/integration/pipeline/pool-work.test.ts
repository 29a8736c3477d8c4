/** What the pool's figures of real captures tell, and of a pool of our own whose figures are known. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FileSource } from '../../../main/capture/file-source';
import { analyzeSource } from '../../../main/engine/analyze-source';
import { loadModel } from '../../../main/engine/load-model';
import { canMakeNamespaces, dataFolder, hasProgram, requireOrSkip } from '../../support/requirements';
import { recordLoopback } from './record-loopback';

const model = loadModel('flow');

async function readPoolWork(file: string) {
  const { analysis } = await analyzeSource(new FileSource(file), { model });
  return analysis.connections.flatMap(({ evidence }) =>
    evidence.flatMap(({ fact }) => (fact.code === 'pool-work' ? [fact] : [])),
  );
}

const capture = path.join(dataFolder() ?? '', 'captures/ndpi/mining.pcapng');

describe.runIf(requireOrSkip('real captures', existsSync(capture)))('pool work in a real capture', () => {
  it('agrees with what the miner claims, and names coin and worker', async () => {
    const found = await readPoolWork(capture);
    const claiming = found.find(({ claimedHashesPerSecond }) => claimedHashesPerSecond !== null);
    expect(claiming?.hashesPerSecond?.low).toBeLessThan(claiming?.claimedHashesPerSecond ?? 0);
    expect(claiming?.hashesPerSecond?.high).toBeGreaterThan(claiming?.claimedHashesPerSecond ?? 0);
    expect(found).toContainEqual(
      expect.objectContaining({
        coin: 'Monero',
        accepted: 30,
        share: { unit: 'hashes', value: expect.closeTo(20_000, -1) as number },
      }),
    );
    expect(found).toContainEqual(expect.objectContaining({ coin: 'Zcash', unit: 'Sol', accepted: 45, rejected: 1 }));
  });
});

const canRecord = canMakeNamespaces() && hasProgram('tcpdump');

describe.runIf(requireOrSkip('tcpdump on loopback as root', canRecord))('pool work over real sockets', () => {
  it('comes to the rate at which shares were handed in, and counts difficulties as they change', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kanaria-work-'));
    // 1,000 and 4,000 hashes for a share.
    const targets = [toTarget(1000), toTarget(4000)];
    const job = (target: string) => ({ job_id: '1', blob: '0e'.padEnd(152, '0'), target });
    const server = createServer((socket) => {
      let count = 0;
      socket.on('data', (data) => {
        for (const line of data.toString().trim().split('\n')) {
          const { id, method } = JSON.parse(line) as { id: number; method: string };
          const isLogin = method === 'login';
          const result = isLogin ? { id: 'abcd', job: job(targets[0]), status: 'OK' } : { status: 'OK' };
          socket.write(`${JSON.stringify({ id, jsonrpc: '2.0', error: null, result })}\n`);
          if (!isLogin && ++count === 10) {
            socket.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'job', params: job(targets[1]) })}\n`);
          }
        }
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const file = path.join(folder, 'shares.pcap');
    await recordLoopback(file, port, async () => {
      const socket = connect(port, '127.0.0.1');
      socket.resume();
      const say = (message: object) => socket.write(`${JSON.stringify(message)}\n`);
      say({ id: 1, method: 'login', params: { login: 'x', pass: 'x', agent: 'worker/1', algo: ['rx/0'] } });
      await wait(150);
      for (let share = 0; share < 20; share++) {
        const result = String(share).padStart(64, '0');
        say({ id: share + 2, method: 'submit', params: { id: 'abcd', job_id: '1', nonce: '0000000a', result } });
        await wait(100);
      }
      socket.end();
      await once(socket, 'close');
    });
    server.close();
    const [work, ...others] = await readPoolWork(file);
    rmSync(folder, { recursive: true });
    expect(others).toEqual([]);
    expect(work).toMatchObject({ coin: 'Monero', submitted: 20, accepted: 20, rejected: 0 });
    expect((work.share?.value ?? 0) / 4000).toBeCloseTo(1, 3);
    const truth = (10 * 1000 + 10 * 4000) / work.seconds;
    expect((work.hashesPerSecond?.estimate ?? 0) / truth).toBeCloseTo(1, 2);
    expect(work.hashesPerSecond?.low).toBeLessThan(truth);
    expect(work.hashesPerSecond?.high).toBeGreaterThan(truth);
  });
});

/** Four bytes, little-endian. */
function toTarget(difficulty: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(Math.floor(2 ** 32 / difficulty));
  return bytes.toString('hex');
}
