import type { ReactElement } from 'react';
import type { FileScan } from '../../shared/file-scan';
import type { Format } from '../../shared/format';
import type { Messages } from '../../shared/messages';
import { Icon, type IconName } from '../controls/icon';
import { useWindow } from '../state/window-context';

interface ScanStatusProps {
  readonly scan: FileScan;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
  readonly onOther: () => void;
}

type Mood = 'mining' | 'suspicious' | 'clear' | 'looking' | 'failed' | 'quiet';

const moodIcons: Record<Mood, IconName> = {
  mining: 'mining',
  suspicious: 'suspicious',
  clear: 'clear',
  looking: 'search',
  failed: 'warning',
  quiet: 'undecided',
};

/** What a scan has found, how far it is, and how to end it or begin another. */
export function ScanStatus({ scan, isBusy, onCancel, onAgain, onOther }: ScanStatusProps): ReactElement {
  const { messages, format } = useWindow();
  const { files } = messages;
  const mood = moodOf(scan);
  const isRunning = scan.state === 'running';
  const share = shareOf(scan);
  return (
    <section className={`status-panel is-${mood}`}>
      <span className="status-icon">
        <Icon name={moodIcons[mood]} />
      </span>
      <div className="status-words">
        <div role="status">
          <h1>{sentenceOf(scan, messages, format)}</h1>
        </div>
        <div className="status-line">
          {scan.summary.isPartial && !isRunning && <span className="badge is-paused">{files.status.stoppedEarly}</span>}
          <ul className="status-parts">
            {partsOf(scan, messages, format).map((part) => (
              <li key={part} className="ellipsis">
                {part}
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div className="status-actions">
        {isRunning ? (
          <button type="button" className="button" disabled={isBusy} onClick={onCancel}>
            <Icon name="stop" />
            {files.cancel}
          </button>
        ) : (
          <>
            <button type="button" className="button" disabled={isBusy} onClick={onAgain}>
              <Icon name="series" />
              {files.again}
            </button>
            <button type="button" className="button" disabled={isBusy} onClick={onOther}>
              <Icon name="plus" />
              {files.other}
            </button>
          </>
        )}
      </div>
      {isRunning && (
        <progress
          className="status-progress"
          max={1}
          value={share ?? undefined}
          aria-label={files.status.progress}
          aria-valuetext={share === null ? undefined : format.percent(share)}
        />
      )}
    </section>
  );
}

/** How much is done, 0..1; null while nobody knows how much there is. */
function shareOf({ progress }: FileScan): number | null {
  const { files, filesInAll, bytes, bytesInAll } = progress;
  if (bytesInAll !== null && bytesInAll > 0) return Math.min(1, bytes / bytesInAll);
  return filesInAll !== null && filesInAll > 0 ? Math.min(1, files / filesInAll) : null;
}

function moodOf({ state, summary }: FileScan): Mood {
  if (summary.veryClose + summary.match > 0) return 'mining';
  if (state === 'failed') return 'failed';
  if (state === 'running') return 'looking';
  if (summary.possible > 0) return 'suspicious';
  return summary.files === 0 || summary.isPartial ? 'quiet' : 'clear';
}

function sentenceOf({ state, summary }: FileScan, messages: Messages, format: Format): string {
  const { status } = messages.files;
  const findings = summary.veryClose + summary.match;
  if (findings > 0) return status.found(findings, format.count(findings));
  if (state === 'failed') return status.failed;
  if (state === 'running') return summary.files === 0 ? status.scanning : status.nothingYet;
  if (summary.files === 0) return status.noFiles;
  return summary.isPartial ? status.nothingUntilThen : status.nothing;
}

function partsOf(scan: FileScan, messages: Messages, format: Format): string[] {
  const { state, request, progress, summary } = scan;
  const { status } = messages.files;
  const parts: string[] = [];
  if (request?.kind === 'processes') parts.push(status.processes);
  else if (request !== null) {
    const [first, ...others] = request.paths;
    parts.push(others.length === 0 ? first : `${first} ${status.andMore(others.length, format.count(others.length))}`);
  }
  if (state === 'running') {
    const { files, filesInAll, bytes, bytesInAll, bytesPerSecond, remainingMs } = progress;
    parts.push(
      status.filesOf(filesInAll ?? files, format.count(files), filesInAll === null ? null : format.count(filesInAll)),
    );
    parts.push(status.bytesOf(format.bytes(bytes), bytesInAll === null ? null : format.bytes(bytesInAll)));
    if (bytesPerSecond !== null) parts.push(format.bytesPerSecond(bytesPerSecond));
    if (remainingMs !== null) parts.push(status.left(format.duration(Math.max(1000, remainingMs))));
    return parts;
  }
  parts.push(status.filesOf(summary.files, format.count(summary.files), null), format.bytes(summary.bytes));
  parts.push(status.took(format.duration(summary.elapsedMs)));
  if (summary.possible > 0) parts.push(status.possible(summary.possible, format.count(summary.possible)));
  if (summary.notAssessable > 0) {
    parts.push(status.notAssessable(summary.notAssessable, format.count(summary.notAssessable)));
  }
  return parts;
}
