import { describe, expect, it } from 'vitest';
import { readComplaint, readProgramComplaint } from '../../../../main/capture/explain-tool-failure';
import { readFixture } from './fixture';

describe('readComplaint', () => {
  it.each([
    ['dumpcap-denied-linux-4.0.txt', 'no-permission'],
    ['tcpdump-denied-linux.txt', 'no-permission'],
    ['tcpdump-denied-macos.txt', 'no-permission'],
    ['dumpcap-nowhere-linux-4.0.txt', 'no-interface'],
    ['dumpcap-down-linux-4.0.txt', 'interface-down'],
    ['dumpcap-detached-linux-4.0.txt', 'interface-down'],
    ['tcpdump-detached-linux.txt', 'interface-down'],
    ['dumpcap-filter-linux-4.0.txt', 'bad-filter'],
  ])('%s is %s', (name, kind) => expect(readComplaint(readFixture(name))?.kind).toBe(kind));

  it('keeps the reason in the words of the tool', () => {
    expect(readComplaint(readFixture('dumpcap-filter-linux-4.0.txt'))?.words).toBe(
      "can't parse filter expression: syntax error",
    );
  });

  it('is silent about a capture that ended well', () => {
    expect(readComplaint(readFixture('dumpcap-counters-linux-4.0.txt'))).toBeNull();
  });
});

describe('readProgramComplaint', () => {
  const ended = { code: 1, signal: null, stdout: '', stderr: '', startError: null };

  it('tells a missing program from one that may not be run', () => {
    expect(readProgramComplaint({ ...ended, code: null, startError: 'ENOENT' }).kind).toBe('no-tool');
    expect(readProgramComplaint({ ...ended, code: null, startError: 'EACCES' }).kind).toBe('no-permission');
  });

  it('takes a package that cannot be loaded for a missing tool', () => {
    expect(readProgramComplaint({ ...ended, stderr: 'cap: cap cannot be loaded: it is not installed\n' })).toEqual({
      kind: 'no-tool',
      words: 'cap cannot be loaded: it is not installed',
    });
  });

  it('is not misled by a warning about an address', () => {
    const stderr = 'Warning: SIOCGIFADDR: va: No such device - This may not actually work\n';
    expect(readProgramComplaint({ ...ended, stderr }).kind).toBe('tool-failed');
  });
});
