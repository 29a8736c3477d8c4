import type { ReactElement } from 'react';
import { describeFileReason } from '../../shared/file-reason-text';
import type { FileReason } from '../../shared/similarity';
import { useWindow } from '../state/window-context';

/** The reasons behind an assessment, the deciding one first. */
export function WhyList({ reasons }: { reasons: readonly FileReason[] }): ReactElement {
  const { messages, format } = useWindow();
  return (
    <section className="detail-section">
      <h3>{messages.files.detail.why}</h3>
      <ol className="why-list">
        {reasons.map((reason, at) => (
          <li key={at}>{describeFileReason(reason, format.language)}</li>
        ))}
      </ol>
    </section>
  );
}
