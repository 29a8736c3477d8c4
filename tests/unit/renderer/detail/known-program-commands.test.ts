import { describe, expect, it } from 'vitest';
import { knownProgramCommands } from '../../../../renderer/detail/known-program-commands';

describe('knownProgramCommands', () => {
  const miner = { pid: 41_822, parent: { pid: 41_800, name: 'sh' } };

  it('asks each system in its own words', () => {
    expect(knownProgramCommands('linux', miner)).toEqual({
      show: 'ps -o pid,ppid,user,lstart,args -p 41822,41800',
      end: 'kill 41822',
    });
    expect(knownProgramCommands('win32', miner)?.show).toContain('ProcessId=41822');
    expect(knownProgramCommands('linux', { pid: 7, parent: null })?.show).toContain('-p 7');
    expect(knownProgramCommands('aix', miner)).toBeNull();
  });
});
