import type { ReactElement } from 'react';
import type { ConnectionDetail } from '../../shared/contract';
import { useWindow } from '../state/window-context';
import { probabilityOf, sumEvidence } from './sum-evidence';

/** A risk that differs more than this from the sum was set by a rule of the verdict. */
const tolerance = 0.02;

/** From the prior over each weight to the risk, one line each. */
export function RiskSum({ detail }: { detail: ConnectionDetail }): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.detail;
  const steps = sumEvidence(detail.priorLogOdds, detail.evidence);
  const ends = [detail.priorLogOdds, 0, ...steps.map((step) => step.to)];
  const low = Math.min(...ends) - 0.5;
  const span = Math.max(...ends) + 0.5 - low;
  const last = steps.length === 0 ? detail.priorLogOdds : steps[steps.length - 1].to;
  const isAdjusted = Math.abs(probabilityOf(last) - detail.risk) > tolerance;
  const bar = (from: number, to: number): { transform: string } => ({
    transform: `translateX(${((Math.min(from, to) - low) / span) * 100}%) scaleX(${Math.max(Math.abs(to - from), span / 100) / span})`,
  });

  return (
    <details className="detail-section risk-sum">
      <summary>
        <h3>{text.sum}</h3>
      </summary>
      <p className="hint">{text.sumHint}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.sumStep}</th>
            <th scope="col">{text.sumWeight}</th>
            <th scope="col" className="is-bar">
              <span className="visually-hidden">{text.towardsMining}</span>
            </th>
            <th scope="col">{text.sumRisk}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{text.prior}</th>
            <td>{format.signed(detail.priorLogOdds)}</td>
            <td className="is-bar">
              <span className="sum-bar is-prior" style={bar(0, detail.priorLogOdds)} />
            </td>
            <td>{format.risk(probabilityOf(detail.priorLogOdds))}</td>
          </tr>
          {steps.map((step, index) => (
            <tr key={index}>
              <th scope="row">{text.kinds[step.evidence.kind]}</th>
              <td>{format.signed(step.weight)}</td>
              <td className="is-bar">
                <span className={`sum-bar is-${step.evidence.towards}`} style={bar(step.from, step.to)} />
              </td>
              <td>{format.risk(step.risk)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.result}</th>
            <td>{format.signed(last)}</td>
            <td className="is-bar" />
            <td>{format.risk(detail.risk)}</td>
          </tr>
        </tfoot>
      </table>
      {isAdjusted && <p className="hint">{text.resultAdjusted}</p>}
    </details>
  );
}
