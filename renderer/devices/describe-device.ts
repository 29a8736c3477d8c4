import type { Device } from '../../shared/device';
import type { Messages } from '../../shared/messages';

/** What a device is called on screen: its guest's name, a name that it gives itself, else its address. */
export function nameDevice({ guest, names, addresses }: Device): string {
  return guest?.name ?? names.at(0)?.name ?? addresses.at(0) ?? '';
}

/** What was found on it; null: nothing. */
export function findingOf({ mining, suspicious }: Device): 'mining' | 'suspicious' | null {
  if (mining > 0) return 'mining';
  return suspicious > 0 ? 'suspicious' : null;
}

/** Who made it, as far as its hardware address tells. */
export function makerOf({ mac, vendor, isRandomMac }: Device, { devices }: Messages): string | null {
  if (mac === null) return null;
  return vendor ?? (isRandomMac ? devices.randomMac : devices.noVendor);
}
