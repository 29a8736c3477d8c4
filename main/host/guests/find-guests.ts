/** Who among the guests of this computer has a MAC. */
import type { Device } from '../../../shared/device';
import { askSystem } from '../owner/macos-owner';
import { type GuestName, nameGuests } from './name-guests';
import { readBridges } from './read-bridges';

const refreshMs = 5000;

export interface GuestFinderOptions {
  readonly platform?: NodeJS.Platform;
  readonly sysRoot?: string;
  readonly procRoot?: string;
  readonly namesFolder?: string;
}

/** Answers at once with what is known; names, which programs have to be asked for, come a moment later. Linux only. */
export function createGuestFinder(options: GuestFinderOptions = {}): (mac: string) => Device['guest'] {
  const { platform = process.platform, sysRoot = '/sys', procRoot = '/proc', namesFolder = '/run/netns' } = options;
  let ports: ReturnType<typeof readBridges> = new Map();
  let names = new Map<string, GuestName>();
  let readMs = Number.NEGATIVE_INFINITY;

  function refresh(): void {
    ports = readBridges(sysRoot);
    if (ports.size === 0) return;
    void nameGuests(procRoot, namesFolder, askSystem).then((found) => (names = found));
  }

  return (mac) => {
    if (platform !== 'linux') return null;
    if (performance.now() - readMs >= refreshMs) {
      readMs = performance.now();
      refresh();
    }
    const port = ports.get(mac);
    const guest = names.get(mac);
    if (port === undefined) return null;
    const kind = guest?.kind ?? (port.isTap ? 'virtual-machine' : 'unknown');
    return { kind, name: guest?.name ?? null, port: `${port.port}@${port.bridge}` };
  };
}
