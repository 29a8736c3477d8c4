import type { ReactElement } from 'react';
import type { Session } from '../../shared/contract';
import type { Format } from '../../shared/format';
import type { Messages } from '../../shared/messages';
import { Icon, type IconName } from '../controls/icon';
import { isUnjudged } from '../state/is-unjudged';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { SourceLine } from './source-line';

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

function sentenceOf(session: Session | null, messages: Messages, format: Format): string {
  const { status } = messages;
  if (session === null) return status.connecting;
  if (session.mining > 0) return status.mining(session.mining, format.count(session.mining));
  if (session.state === 'failed') return session.source?.kind === 'file' ? status.failedReading : status.failed;
  if (session.suspicious > 0) return status.suspicious(session.suspicious, format.count(session.suspicious));
  if (session.state === 'starting') return status.starting;
  if (session.state === 'idle') return status.idle;
  if (session.state === 'running' && hasSeenTooLittle(session)) return status.looking;
  if (isUnjudged(session)) return status.nothingJudged;
  return session.state === 'ended' && session.connections === 0 ? status.nothingSeen : status.noMining;
}
