import type { ReactElement } from 'react';
import type { Access } from '../../shared/contract';
import { CopyButton } from '../controls/copy-button';
import { Icon } from '../controls/icon';
import { useWindow } from '../state/window-context';

/** Why nothing may be captured yet, and the one command that changes it. */
export function AccessNotice({ access }: { access: Access }): ReactElement {
  const { messages } = useWindow();
  return (
    <div className="notice is-access" role="status">
      <Icon name="lock" className="notice-icon" />
      <div className="notice-text">
        <strong>{messages.access.title}</strong>
        {access.reason !== null && <p>{access.reason}</p>}
        {access.command !== null && (
          <>
            <p>{messages.access.runThis}</p>
            <div className="command-box">
              <code>{access.command}</code>
              <CopyButton text={access.command} />
            </div>
          </>
        )}
        <p className="hint">
          {messages.access.recheck} {messages.access.meanwhile}
        </p>
      </div>
    </div>
  );
}
