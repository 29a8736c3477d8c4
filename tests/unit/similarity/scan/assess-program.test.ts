import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, copyFileSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProgramAssessor } from '../../../../main/similarity/scan/assess-program';
import { isPosix, makeTree, removeTree } from './make-tree';
import { writeClusters, xmrigDigest } from './small-clusters';

let root = '';
let assessor: ProgramAssessor;
beforeEach(() => {
  root = makeTree({ program: readFileSync(import.meta.filename).subarray(0, 1900) });
  assessor = new ProgramAssessor({ clusterFile: writeClusters(root, { 'XMRig-arm64': xmrigDigest }), workers: 0 });
});
afterEach(async () => {
  await assessor.dispose();
  removeTree(root);
});

describe('ProgramAssessor', () => {
  it('reads a file once, until it changes', async () => {
    const program = path.join(root, 'program');
    const link = path.join(root, 'link');
    symlinkSync(program, link);
    const [first, again] = await Promise.all([assessor.assess(program), assessor.assess(link)]);
    expect(first).toMatchObject({ path: program, size: 1900, assessment: 'none' });
    expect(again).toEqual({ ...first, path: link });
    // The very object of the first reading.
    expect((await assessor.assess(program))?.reasons).toBe(first?.reasons);
    appendFileSync(program, 'x');
    expect(await assessor.assess(program)).toMatchObject({ size: 1901 });
  });

  it('answers null for what cannot be read, and when there are no clusters', async () => {
    expect(await assessor.assess(path.join(root, 'none'))).toBeNull();
    expect(await assessor.assess(root)).toBeNull();
    const without = new ProgramAssessor({ clusterFile: path.join(root, 'none.json') });
    expect(await without.assess(path.join(root, 'program'))).toBeNull();
  });

  it('works in a thread, and again after it was ended', async () => {
    const threaded = new ProgramAssessor({ clusterFile: path.join(root, 'clusters.json') });
    expect(await threaded.assess(path.join(root, 'program'))).toMatchObject({ size: 1900 });
    await threaded.dispose();
    expect(await threaded.assess(path.join(root, 'clusters.json'))).toMatchObject({ assessment: 'none' });
    await threaded.dispose();
  });

  it.runIf(isPosix && process.platform === 'linux')('reads a program that was deleted while it runs', async () => {
    const file = path.join(root, 'sleep');
    copyFileSync(realpathSync('/bin/sleep'), file);
    chmodSync(file, 0o755);
    const child = spawn(file, ['60'], { stdio: 'ignore' });
    await new Promise((resolve) => child.once('spawn', resolve));
    rmSync(file);
    expect(await assessor.assess(`/proc/${child.pid}/exe`)).toMatchObject({ format: 'elf', assessment: 'none' });
    child.kill();
  });
});
