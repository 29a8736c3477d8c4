/** What most connections of a host are: visits and calls that are over soon, names, refused and failed ones. */
import type { TrafficOptions } from './generate-traffic';

/** Options of `generateTraffic`; connections begin to count at 0.1 s and are over within five minutes. */
export const everyday = {
  mining: 0,
  kinds:
    /^benign\/(?:browsing|short-call|failure|smtp|dns-over-tcp|transfer|stalled-transfer|sync|video|dns|ntp|quic)(?:\/|$)/,
  leastSeconds: 0.1,
  mostSeconds: 300,
} as const satisfies Partial<TrafficOptions>;
