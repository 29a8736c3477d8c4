import { describe, expect, it } from 'vitest';
import { findProgramCommand } from '../../../../renderer/detail/find-program-command';

describe('findProgramCommand', () => {
  it('asks each system in its own words', () => {
    const server = { address: '203.0.113.9', port: 3333 };
    expect(findProgramCommand('linux', server)).toBe("sudo ss -tunp dst '203.0.113.9:3333'");
    expect(findProgramCommand('darwin', server)).toBe("sudo lsof -nP -i '@203.0.113.9:3333'");
    expect(findProgramCommand('win32', server)).toContain("-RemoteAddress '203.0.113.9' -RemotePort 3333");
    expect(findProgramCommand('aix', server)).toBeNull();
  });

  it('puts IPv6 addresses in brackets', () => {
    expect(findProgramCommand('linux', { address: '2001:db8::1', port: 443 })).toContain("'[2001:db8::1]:443'");
  });
});
