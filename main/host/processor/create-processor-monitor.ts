import { askSystem, type AskSystem } from '../owner/macos-owner';
import { powershellArgs } from '../powershell';
import type { ProcessorMonitor } from '../process-usage';
import { LinuxProcessor } from './linux-processor';
import { PolledProcessor } from './polled-processor';
import { parsePsUsage, parseWindowsUsage, psUsageArgs, usageQuery } from './system-processes';

/** The monitor of this system. Where processes are not told of, the machine as a whole still is. */
export function createProcessorMonitor(
  platform: NodeJS.Platform = process.platform,
  ask: AskSystem = askSystem,
): ProcessorMonitor {
  switch (platform) {
    case 'linux':
      return new LinuxProcessor();
    case 'darwin':
      return new PolledProcessor(async () => {
        const text = await ask('/bin/ps', psUsageArgs);
        return text === null ? null : parsePsUsage(text);
      });
    case 'win32':
      return new PolledProcessor(async () => {
        const text = await ask('powershell.exe', powershellArgs(usageQuery));
        return text === null ? null : parseWindowsUsage(text);
      });
    default:
      return new PolledProcessor(() => Promise.resolve(null));
  }
}
