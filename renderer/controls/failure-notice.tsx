import type { ReactElement } from 'react';
import type { Failure } from '../../shared/connection';
import { explainFailure } from '../../shared/failure-text';
import { useWindow } from '../state/window-context';
import { CommandBox } from './command-box';
import { Icon } from './icon';

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly onDismiss?: () => void;
}

/** What went wrong and what to do next. */
export function FailureNotice({ failure, onDismiss }: FailureNoticeProps): ReactElement {
  const { messages, format } = useWindow();
  const { message, remedy, command, detail } = explainFailure(failure, format.language);
  return (
    <div className="notice is-failure" role="alert">
      <Icon name="warning" className="notice-icon" />
      <div className="notice-text">
        <strong>{messages.failure[failure.kind]}</strong>
        <p>{message}</p>
        {detail !== null && (
          <p className="notice-detail" lang="en">
            {detail}
          </p>
        )}
        {remedy !== '' && <p className="notice-remedy">{remedy}</p>}
        {command !== null && <CommandBox command={command} />}
      </div>
      {onDismiss !== undefined && (
        <button
          type="button"
          className="button is-quiet is-icon"
          onClick={onDismiss}
          aria-label={messages.actions.dismiss}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
