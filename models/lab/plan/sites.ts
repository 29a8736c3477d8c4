/** The hosts of the lab: network namespaces with TCP settings of their own. Clients come first. */

export interface Site {
  readonly role: 'client' | 'server';
  /** Where the site's own programs (proxies) call from; on no path. */
  readonly address: string;
  readonly address6: string;
  /** Settings of its network stack. */
  readonly sysctls: Readonly<Record<string, string>>;
}

const windowsLike = {
  'net.ipv4.ip_default_ttl': '128',
  'net.ipv4.tcp_timestamps': '0',
};
const plainLinux = {};
const smallDevice = {
  'net.ipv4.tcp_timestamps': '0',
  'net.ipv4.tcp_sack': '0',
  'net.ipv4.tcp_window_scaling': '0',
};
const slowStarter = { 'net.ipv4.tcp_slow_start_after_idle': '0', 'net.ipv4.tcp_autocorking': '0' };

/** Four client hosts, and three server hosts of which the last runs the real servers and the proxies. */
export const sites: readonly Site[] = [
  site('client', 1, plainLinux),
  site('client', 2, windowsLike),
  site('client', 3, slowStarter),
  site('client', 4, smallDevice),
  site('server', 5, plainLinux),
  site('server', 6, slowStarter),
  site('server', 7, plainLinux),
];

export const clientSites: readonly number[] = [0, 1, 2, 3];
/** Where the generator's models answer. */
export const playedSites: readonly number[] = [4, 5];
/** Where Debian's servers and the proxies run. */
export const serviceSite = 6;

function site(role: Site['role'], number: number, sysctls: Readonly<Record<string, string>>): Site {
  return { role, address: `198.18.0.${number}`, address6: `2001:2::${number}`, sysctls };
}
