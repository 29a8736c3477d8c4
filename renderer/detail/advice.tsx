import type { ReactElement } from 'react';
import type { ConnectionDetail } from '../../shared/contract';
import { CommandBox } from '../controls/command-box';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { findProgramCommand } from './find-program-command';
import { knownProgramCommands } from './known-program-commands';

interface AdviceProps {
  readonly detail: ConnectionDetail;
  readonly isClientLocal: boolean;
}

/** What the person can do now. Kanaria advises and shows commands; it does nothing itself. */
export function Advice({ detail, isClientLocal }: AdviceProps): ReactElement {
  const { store, messages } = useWindow();
  const { advice } = messages;
  const platform = useStore(store.host, (host) => host.about?.platform ?? '');
  const isLive = useStore(store.live, (live) => live.session?.source?.kind === 'interface');
  const isOver = useStore(store.live, (live) => live.session?.state === 'ended' || live.session?.state === 'failed');
  const isWorthLooking = detail.verdict === 'mining' || detail.verdict === 'suspicious';
  const { owner } = detail;
  const known = owner.kind === 'known' && isWorthLooking ? owner.process : null;
  const commands = known === null ? null : knownProgramCommands(platform, known);
  const isSearched = isLive && isClientLocal && isWorthLooking && commands === null;
  const command = isSearched ? findProgramCommand(platform, detail.server) : null;
  const needsMore = detail.verdict === 'suspicious' || detail.verdict === 'undecided';
  const more = needsMore ? [isOver ? advice.recordLonger : advice.keepListening] : [];
  return (
    <section className="detail-section advice">
      <h3>{advice.title}</h3>
      {known !== null && commands !== null && (
        <>
          <p>{advice.knownProgram(known.name, String(known.pid))}</p>
          <CommandBox command={commands.show} />
          {detail.verdict === 'mining' && (
            <>
              <p>{advice.endProgram}</p>
              <CommandBox command={commands.end} />
            </>
          )}
        </>
      )}
      {command !== null && (
        <>
          <p>{advice.miningLocal}</p>
          <CommandBox command={command} />
        </>
      )}
      {detail.verdict === 'mining' && !isClientLocal && known === null && (
        <p>{advice.miningOther(detail.client.address)}</p>
      )}
      <ul>
        {[...more, ...advice[detail.verdict]].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
