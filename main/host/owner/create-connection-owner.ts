import type { ConnectionOwner, LocalProgram } from '../connection-owner';
import { unknownOwner } from '../connection-owner';
import { LinuxOwner } from './linux-owner';
import { createMacosOwner } from './macos-owner';
import { createWindowsOwner } from './windows-owner';

/** A connection's owner, and what is known of any process. */
export interface ProgramFinder extends ConnectionOwner {
  /** null: no such process, or not known yet. */
  describeProgram(pid: number): LocalProgram | null;
}

/** The finder of this system. */
export function createConnectionOwner(platform: NodeJS.Platform = process.platform): ProgramFinder {
  switch (platform) {
    case 'linux':
      return new LinuxOwner();
    case 'darwin':
      return createMacosOwner();
    case 'win32':
      return createWindowsOwner();
    default:
      return { ...unknownOwner, describeProgram: () => null };
  }
}
