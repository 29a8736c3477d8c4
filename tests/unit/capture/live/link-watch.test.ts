import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LinkWatch } from '../../../../main/capture/link-watch';

let root = '';
beforeEach(() => void (root = mkdtempSync(path.join(tmpdir(), 'kanaria-net-'))));
afterEach(() => rmSync(root, { recursive: true }));

function setInterface(name: string, flags: string, operation: string): void {
  mkdirSync(path.join(root, name), { recursive: true });
  writeFileSync(path.join(root, name, 'flags'), `${flags}\n`);
  writeFileSync(path.join(root, name, 'operstate'), `${operation}\n`);
}

describe('LinkWatch', () => {
  it('tells a pulled cable from an interface that is down, and from one that is gone', () => {
    setInterface('eth0', '0x1003', 'up');
    const watch = new LinkWatch(['any', 'eth0'], root);
    expect(watch.findLost()).toBeNull();
    expect(watch.findUnplugged()).toEqual([]);

    setInterface('eth0', '0x1003', 'down');
    expect(watch.findUnplugged()).toEqual(['eth0']);
    expect(watch.findLost()).toBeNull();

    setInterface('eth0', '0x1002', 'down');
    expect(watch.stateOf('eth0')).toBe('down');

    rmSync(path.join(root, 'eth0'), { recursive: true });
    expect(watch.findLost()).toBe('eth0');
    expect(watch.stateOf('eth0')).toBe('gone');
  });

  it('never takes a pseudo interface for lost', () => {
    expect(new LinkWatch(['any'], root).findLost()).toBeNull();
  });
});
