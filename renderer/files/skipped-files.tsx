import type { ReactElement } from 'react';
import type { FileScan } from '../../shared/file-scan';
import type { SkippedFile } from '../../shared/similarity';
import { Icon } from '../controls/icon';
import { useWindow } from '../state/window-context';

/** What a scan left out and why: counts, and the first few of each by name. */
export function SkippedFiles({ scan }: { scan: FileScan }): ReactElement | null {
  const { messages, format } = useWindow();
  const { files } = messages;
  const { skipped, skippedBy } = scan.summary;
  if (skipped === 0) return null;
  const reasons = Object.entries(skippedBy).sort(([, a], [, b]) => b - a) as [SkippedFile['reason'], number][];
  return (
    <details className="notice is-warning skipped-files">
      <summary>
        <Icon name="info" className="notice-icon" />
        <strong>{files.skippedTitle(skipped, format.count(skipped))}</strong>
        <span className="hint">
          {reasons.map(([reason, count]) => `${files.skipped[reason]} (${format.count(count)})`).join(' · ')}
        </span>
      </summary>
      {reasons.map(([reason, count]) => {
        const named = scan.skipped.filter((file) => file.reason === reason);
        const rest = count - named.length;
        return (
          <div key={reason} className="skipped-group">
            <h3>{files.skipped[reason]}</h3>
            <ul>
              {named.map(({ path }) => (
                <li key={path} className="is-code is-breaking">
                  {path}
                </li>
              ))}
              {rest > 0 && <li>{files.skippedMore(rest, format.count(rest))}</li>}
            </ul>
          </div>
        );
      })}
    </details>
  );
}
