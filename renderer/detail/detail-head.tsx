import type { ReactElement } from 'react';
import type { ConnectionRow } from '../../shared/contract';
import { Icon } from '../controls/icon';
import { VerdictMark } from '../controls/verdict-mark';
import { useWindow } from '../state/window-context';

interface DetailHeadProps {
  /** The newest that is known of the connection. */
  readonly shown: ConnectionRow | undefined;
  readonly note: string | null;
  readonly onClose: () => void;
}

/** Which connection this is, the verdict and the risk. */
export function DetailHead({ shown, note, onClose }: DetailHeadProps): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.detail;
  return (
    <header className={`detail-head is-${shown?.verdict ?? 'undecided'}`}>
      <div className="detail-title">
        <h2>{shown === undefined ? text.label : (shown.server.name ?? shown.server.address)}</h2>
        <button type="button" className="button is-quiet is-icon" onClick={onClose} aria-label={messages.actions.close}>
          <Icon name="close" />
        </button>
      </div>
      {shown !== undefined && (
        <>
          <div className="detail-verdict">
            <VerdictMark verdict={shown.verdict} />
            <span className="detail-risk">{text.riskOfMining(format.risk(shown.risk))}</span>
          </div>
          <span className="risk-track is-large" aria-hidden="true">
            <span className="risk-fill" style={{ transform: `scaleX(${Math.max(0.01, shown.risk)})` }} />
          </span>
          <p className="detail-says">{text.says[shown.verdict]}</p>
        </>
      )}
      {note !== null && <p className="hint">{note}</p>}
    </header>
  );
}
