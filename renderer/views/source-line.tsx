import type { ReactElement } from 'react';
import type { Session } from '../../shared/contract';
import type { Format } from '../../shared/format';
import type { Messages } from '../../shared/messages';
import { useWindow } from '../state/window-context';

/** What is listened to, with what, and what else there is to know, as a list that wraps. */
export function SourceLine({ session }: { session: Session }): ReactElement {
  const { messages, format } = useWindow();
  const { status } = messages;
  const { source, state, progress } = session;
  const isReadToEnd = progress !== null && progress >= 1;
  return (
    <div className="status-line">
      {source?.kind === 'demo' && <span className="badge is-demo">{status.demo}</span>}
      {source?.isHeadersOnly === true && <span className="badge">{status.headersOnly}</span>}
      {state === 'paused' && (
        <span className="badge is-paused">{source?.kind === 'interface' ? status.pausedLive : status.paused}</span>
      )}
      {state === 'ended' && <span className="badge">{isReadToEnd ? status.readToEnd : status.stopped}</span>}
      <ul className="status-parts">
        {partsOf(session, messages, format).map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </div>
  );
}

function partsOf(session: Session, { status }: Messages, format: Format): string[] {
  const { source, startedAt, progress, mining, suspicious, undecided, connections } = session;
  const parts: string[] = [];
  if (source !== null) {
    parts.push(nameSource(source, session.state, status));
    if (source.tool !== null) parts.push(status.with(source.tool));
    if (source.timestamps !== 'file') parts.push(status.timestamps[source.timestamps]);
    if (source.kind === 'interface' && startedAt !== null) parts.push(status.since(format.time(startedAt)));
  }
  // Without mining they are the headline.
  if (mining > 0 && suspicious > 0) parts.push(status.suspiciousToo(suspicious, format.count(suspicious)));
  if (undecided > 0) parts.push(status.undecidedToo(undecided, format.count(undecided)));
  if (connections > 0) parts.push(status.connectionsInAll(connections, format.count(connections)));
  if (progress !== null && session.state === 'running') parts.push(status.progress(format.percent(progress)));
  return parts;
}

function nameSource(
  source: NonNullable<Session['source']>,
  state: Session['state'],
  status: Messages['status'],
): string {
  if (source.kind === 'demo') return status.demoHint;
  if (source.kind === 'interface') {
    const isOver = state === 'ended' || state === 'failed';
    return isOver ? status.listenedTo(source.label) : status.listeningTo(source.label);
  }
  // A file is known by its name; the whole path would fill the line.
  const name = source.label.split(/[\\/]/).pop() ?? source.label;
  if (state === 'failed') return name;
  return state === 'ended' ? status.read(name) : status.reading(name);
}
