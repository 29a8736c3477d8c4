import type { ReactElement } from 'react';
import type { Access } from '../../shared/contract';
import { explainAccess } from '../../shared/failure-text';
import { CommandBox } from '../controls/command-box';
import { Icon } from '../controls/icon';
import { useWindow } from '../state/window-context';

/** Why nothing may be captured yet, and the one command that changes it. */
export function AccessNotice({ access }: { access: Access }): ReactElement {
  const { messages, format } = useWindow();
  const reason = explainAccess(access, format.language);
  return (
    <div className="notice is-access" role="status">
      <Icon name="lock" className="notice-icon" />
      <div className="notice-text">
        <strong>{messages.access.title}</strong>
        {reason !== null && <p>{reason}</p>}
        {access.command !== null && (
          <>
            <p>{messages.access.runThis}</p>
            <CommandBox command={access.command} />
          </>
        )}
        <p className="hint">
          {messages.access.recheck} {messages.access.meanwhile}
        </p>
      </div>
    </div>
  );
}
