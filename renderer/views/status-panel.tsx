import type { ReactElement } from 'react';
import type { Session } from '../../shared/contract';
import type { Format } from '../../shared/format';
import type { Messages } from '../../shared/messages';
import { Icon, type IconName } from '../controls/icon';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';

type Mood = 'mining' | 'suspicious' | 'clear' | 'looking' | 'failed' | 'quiet';

const moodIcons: Record<Mood, IconName> = {
  mining: 'mining',
  suspicious: 'suspicious',
  clear: 'clear',
  looking: 'search',
  failed: 'warning',
  quiet: 'undecided',
};

/** The one calm status: what was found, and what is being listened to. */
export function StatusPanel(): ReactElement {
  const { store, messages, format } = useWindow();
  const session = useStore(store.live, (live) => live.session);
  const mood = moodOf(session);
  return (
    <section className={`status-panel is-${mood}`}>
      <span className="status-icon">
        <Icon name={moodIcons[mood]} />
      </span>
      <div className="status-words">
        <div role="status">
          <h1>{sentenceOf(session, messages, format)}</h1>
        </div>
        {session !== null && <SourceLine session={session} />}
      </div>
      {session?.progress != null && session.state === 'running' && (
        <progress
          className="status-progress"
          max={1}
          value={session.progress}
          aria-label={messages.status.progress('')}
        />
      )}
    </section>
  );
}

function moodOf(session: Session | null): Mood {
  if (session === null) return 'quiet';
  if (session.mining > 0) return 'mining';
  if (session.state === 'failed') return 'failed';
  if (session.suspicious > 0) return 'suspicious';
  if (session.state === 'starting' || hasSeenTooLittle(session)) return session.state === 'ended' ? 'quiet' : 'looking';
  return session.state === 'idle' ? 'quiet' : 'clear';
}

function hasSeenTooLittle(session: Session): boolean {
  return session.connections === 0 || session.undecided === session.connections;
}

function isReadToEnd(session: Session): boolean {
  return session.source?.kind !== 'interface' && (session.progress ?? 1) >= 1;
}

/** A file is known by its name; the whole path would fill the line. */
function nameOf(source: NonNullable<Session['source']>): string {
  return source.kind === 'file' ? (source.label.split(/[\\/]/).pop() ?? source.label) : source.label;
}

function sentenceOf(session: Session | null, messages: Messages, format: Format): string {
  const { status } = messages;
  if (session === null) return status.connecting;
  if (session.mining > 0) return status.mining(session.mining, format.count(session.mining));
  if (session.state === 'failed') return status.failed;
  if (session.state === 'starting') return status.starting;
  if (session.state === 'idle') return status.idle;
  if (session.state === 'running' && session.suspicious === 0 && hasSeenTooLittle(session)) return status.looking;
  return session.state === 'ended' && session.connections === 0 ? status.nothingSeen : status.noMining;
}

/** The second line: source, tool, timestamps, and what else is to be known, as a list that wraps. */
function SourceLine({ session }: { session: Session }): ReactElement {
  const { messages, format } = useWindow();
  const { status } = messages;
  const { source } = session;
  const isOver = session.state === 'ended' || session.state === 'failed';
  const parts: string[] = [];
  if (source !== null && source.kind !== 'demo') {
    const verb =
      source.kind === 'file'
        ? isOver
          ? status.read
          : status.reading
        : isOver
          ? status.listenedTo
          : status.listeningTo;
    parts.push(verb(nameOf(source)));
  }
  if (source?.tool != null) parts.push(status.with(source.tool));
  if (source !== null) parts.push(status.timestamps[source.timestamps]);
  if (source?.kind === 'interface' && session.startedAt !== null)
    parts.push(status.since(format.time(session.startedAt)));
  if (session.suspicious > 0) parts.push(status.suspiciousToo(session.suspicious, format.count(session.suspicious)));
  if (session.undecided > 0) parts.push(status.undecidedToo(session.undecided, format.count(session.undecided)));
  if (session.connections > 0)
    parts.push(status.connectionsInAll(session.connections, format.count(session.connections)));
  if (session.progress !== null && session.state === 'running')
    parts.push(status.progress(format.percent(session.progress)));
  return (
    <div className="status-line">
      {source?.kind === 'demo' && (
        <span className="badge is-demo" title={status.demoHint}>
          {status.demo}
        </span>
      )}
      {source?.isHeadersOnly === true && <span className="badge">{status.headersOnly}</span>}
      {session.state === 'paused' && (
        <span className="badge is-paused">{source?.kind === 'interface' ? status.pausedLive : status.paused}</span>
      )}
      {session.state === 'ended' && (
        <span className="badge">{isReadToEnd(session) ? status.ended : status.stopped}</span>
      )}
      <ul className="status-parts">
        {source?.kind === 'demo' && <li>{status.demoHint}</li>}
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </div>
  );
}
