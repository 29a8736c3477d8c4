import type { ReactElement } from 'react';
import type { Evidence } from '../../shared/connection';
import { describeFact } from '../../shared/evidence-text';
import { useWindow } from '../state/window-context';
import { signedWeight } from './sum-evidence';

/** Weights are drawn against this many nats, or the largest weight if that is more. */
const fullScaleNats = 6;

/** What was observed, and apart from it what the model believes. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }): ReactElement {
  const { messages } = useWindow();
  const { detail } = messages;
  const hard = evidence.filter((piece) => piece.kind !== 'model');
  const model = evidence.filter((piece) => piece.kind === 'model');
  const scale = Math.max(fullScaleNats, ...evidence.map((piece) => piece.weight));
  return (
    <section className="detail-section">
      <h3>{detail.evidence}</h3>
      <EvidenceGroup
        className="evidence-group is-hard"
        title={detail.hardEvidence}
        hint={detail.hardEvidenceHint}
        emptyText={detail.noHardEvidence}
        evidence={hard}
        scale={scale}
      />
      <EvidenceGroup
        className="evidence-group is-model"
        title={detail.modelOpinion}
        hint={detail.modelOpinionHint}
        emptyText={detail.noModelOpinion}
        evidence={model}
        scale={scale}
      />
    </section>
  );
}

interface EvidenceGroupProps {
  readonly className: string;
  readonly title: string;
  readonly hint: string;
  readonly emptyText: string;
  readonly evidence: readonly Evidence[];
  readonly scale: number;
}

function EvidenceGroup({ className, title, hint, emptyText, evidence, scale }: EvidenceGroupProps): ReactElement {
  return (
    <div className={className}>
      <h4>{title}</h4>
      <p className="hint">{hint}</p>
      {evidence.length === 0 ? (
        <p className="placeholder">{emptyText}</p>
      ) : (
        <ul className="evidence-list">
          {evidence.map((piece, index) => (
            <EvidenceItem key={`${piece.kind}-${index}`} evidence={piece} scale={scale} />
          ))}
        </ul>
      )}
    </div>
  );
}

function EvidenceItem({ evidence, scale }: { evidence: Evidence; scale: number }): ReactElement {
  const { messages, format } = useWindow();
  const { detail } = messages;
  const weight = signedWeight(evidence);
  return (
    <li className={evidence.weight === 0 ? 'evidence-item is-remark' : 'evidence-item'}>
      <div className="evidence-head">
        <span className="evidence-kind">{detail.kinds[evidence.kind]}</span>
        {evidence.weight === 0 ? (
          <span className="evidence-weight">{detail.remark}</span>
        ) : (
          <span className={`evidence-weight is-${evidence.towards}`}>
            {format.signed(weight)} {evidence.towards === 'mining' ? detail.towardsMining : detail.towardsClear}
          </span>
        )}
      </div>
      <p className="evidence-text">{describeFact(evidence.fact, format.language)}</p>
      {evidence.weight > 0 && (
        <span className="weight-track" aria-hidden="true">
          <span className={`weight-fill is-${evidence.towards}`} style={{ transform: `scaleX(${weight / scale})` }} />
        </span>
      )}
    </li>
  );
}
