import type { ReactElement } from 'react';
import type { Verdict } from '../../shared/connection';
import { useWindow } from '../state/window-context';
import { Icon } from './icon';

/** A verdict as shape, word and colour together. */
export function VerdictMark({ verdict }: { verdict: Verdict }): ReactElement {
  const { messages } = useWindow();
  return (
    <span className={`verdict-mark is-${verdict}`}>
      <Icon name={verdict} />
      <span className="verdict-word">{messages.verdict[verdict]}</span>
    </span>
  );
}
