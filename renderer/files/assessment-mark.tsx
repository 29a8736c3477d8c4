import type { ReactElement } from 'react';
import type { Verdict } from '../../shared/connection';
import type { Assessment } from '../../shared/similarity';
import { Icon, type IconName } from '../controls/icon';
import { useWindow } from '../state/window-context';

/** The colours of an assessment are those of a verdict. */
export const toneOf: Readonly<Record<Assessment, Verdict>> = {
  'very-close': 'mining',
  match: 'mining',
  possible: 'suspicious',
  none: 'clear',
  'not-assessable': 'undecided',
};

export const assessmentIcons: Readonly<Record<Assessment, IconName>> = {
  'very-close': 'mining',
  match: 'near',
  possible: 'suspicious',
  none: 'clear',
  'not-assessable': 'undecided',
};

/** An assessment as shape, word and colour together. */
export function AssessmentMark({ assessment }: { assessment: Assessment }): ReactElement {
  const { messages } = useWindow();
  return (
    <span className={`verdict-mark is-${toneOf[assessment]}`}>
      <Icon name={assessmentIcons[assessment]} />
      <span className="verdict-word">{messages.files.assessment[assessment]}</span>
    </span>
  );
}
