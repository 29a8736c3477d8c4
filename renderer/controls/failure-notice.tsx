import type { ReactElement, ReactNode } from 'react';
import type { Failure } from '../../shared/connection';
import { useWindow } from '../state/window-context';
import { Icon } from './icon';

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly onDismiss?: () => void;
  readonly children?: ReactNode;
}

/** What went wrong and what to do next. */
export function FailureNotice({ failure, onDismiss, children }: FailureNoticeProps): ReactElement {
  const { messages } = useWindow();
  return (
    <div className="notice is-failure" role="alert">
      <Icon name="warning" className="notice-icon" />
      <div className="notice-text">
        <strong>{messages.failure[failure.kind]}</strong>
        <p>{failure.message}</p>
        {failure.remedy !== '' && <p className="notice-remedy">{failure.remedy}</p>}
        {children}
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
