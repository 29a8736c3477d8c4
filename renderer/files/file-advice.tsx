import type { ReactElement } from 'react';
import type { Assessment } from '../../shared/similarity';
import { useWindow } from '../state/window-context';

/** What the person can do now. Kanaria advises; it removes nothing. */
export function FileAdvice({ assessment }: { assessment: Assessment }): ReactElement {
  const { advice, advices } = useWindow().messages.files.detail;
  const sentences = advices[assessment === 'very-close' || assessment === 'match' ? 'finding' : assessment];
  return (
    <section className="detail-section advice">
      <h3>{advice}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
