/** How far an analysis has come, in one line. */
import { plural } from '../../shared/plural';
import type { CaptureStats } from '../capture/packet-source';
import { formatCount, formatDuration } from './format-units';
import { printable } from './terminal';

const barWidth = 12;

export interface Progress {
  readonly stats: CaptureStats;
  /** Since the input was opened. */
  readonly elapsedMs: number;
  /** Connections called mining so far, in all inputs. */
  readonly mining: number;
  readonly path: string;
  /** Number of the input, from 1, and of all inputs. */
  readonly number: number;
  readonly inputs: number;
}

/** Such as `[###         ] 25 %, 1,234 packets, 3 s left, 1 mining; 2 of 7: office.pcap`; a pipe has no bar. */
export function describeProgress({ stats, elapsedMs, mining, path, number, inputs }: Progress): string {
  const share = stats.totalBytes ? Math.min(1, stats.readBytes / stats.totalBytes) : null;
  const parts = [plural(stats.packets, 'packet')];
  if (share !== null) {
    parts.unshift(formatBar(share));
    if (share > 0.02 && elapsedMs > 1000) {
      parts.push(`${formatDuration(Math.ceil((elapsedMs * (1 - share)) / share / 1000) * 1000)} left`);
    }
  }
  if (mining > 0) parts.push(`${formatCount(mining)} mining`);
  const which = inputs > 1 ? `${formatCount(number)} of ${formatCount(inputs)}: ` : '';
  return `${parts.join(', ')}; ${which}${path === '-' ? 'standard input' : printable(path)}`;
}

/** Such as `[###         ] 25 %`, of a share 0..1. */
export function formatBar(share: number): string {
  const full = Math.round(share * barWidth);
  return `[${'#'.repeat(full).padEnd(barWidth)}] ${Math.round(share * 100)} %`;
}
