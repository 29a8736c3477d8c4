/** How far a scan has come, in one line. */
import type { ScanSummary } from '../../shared/similarity';
import { plural } from '../../shared/plural';
import type { ScanProgress } from '../similarity/scan/scan-session';
import { formatBar } from './describe-progress';
import { formatBytes, formatCount, formatDuration } from './format-units';

/** Such as `[###         ] 25 %, 1,234 files, 512 MB, 85 MB/s, 12 s left, 1 found`; no bar until all files are listed. */
export function describeScanProgress(progress: ScanProgress, { veryClose, match }: ScanSummary): string {
  const { files, filesInAll, bytes, bytesInAll, bytesPerSecond, remainingMs } = progress;
  const parts = [plural(files, 'file'), formatBytes(bytes)];
  if (filesInAll !== null && bytesInAll !== null) {
    parts.unshift(formatBar(Math.min(1, bytesInAll > 0 ? bytes / bytesInAll : files / Math.max(1, filesInAll))));
  }
  if (bytesPerSecond !== null) parts.push(`${formatBytes(Math.round(bytesPerSecond))}/s`);
  if (remainingMs !== null) parts.push(`${formatDuration(Math.ceil(remainingMs / 1000) * 1000)} left`);
  if (veryClose + match > 0) parts.push(`${formatCount(veryClose + match)} found`);
  return parts.join(', ');
}
