/** Figures with units for the terminal. */

/** Such as `12,345`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** Such as `2026-01-05 19:30:01 UTC`, from ISO 8601 in UTC. */
export function formatTime(iso: string): string {
  return `${iso.replace('T', ' ').replace(/\.\d+Z$/, '')} UTC`;
}

/** Such as `12 s`, `4 min 20 s`, `3 h 5 min`. */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`;
}

/** Decimal units, as networks count. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(value < 9.95 ? 1 : 0)} ${units[unit]}`;
}

/** Two digits; never a certainty that is none. */
export function formatRisk(risk: number): string {
  if (risk < 0.01) return '<0.01';
  return risk > 0.99 ? '>0.99' : ` ${risk.toFixed(2)}`;
}
