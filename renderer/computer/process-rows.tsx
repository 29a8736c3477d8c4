import { useId, useState, type ReactElement } from 'react';
import type { HostActivity, ProcessReport } from '../../shared/host';
import { VerdictMark } from '../controls/verdict-mark';
import { useWindow } from '../state/window-context';
import { describeEvenness, evennessWord } from './describe-evenness';
import { ProcessFacts } from './process-facts';

interface ProcessRowsProps {
  readonly process: ProcessReport;
  /** Of the flagged connection that it owns, or null. */
  readonly verdict: HostActivity['verdict'] | null;
  readonly coreCount: number;
}

/** A program's line, and below it what else is known when it is opened. */
export function ProcessRows({ process, verdict, coreCount }: ProcessRowsProps): ReactElement {
  const { messages, format } = useWindow();
  const { programs, notAvailable } = messages.host;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const { pid, name, user, container, cpu, cpuMinute, treeCpuMinute, residentBytes, watts } = process;
  const notes = [programs.pid(String(pid)), user, container, process.isBrowser ? programs.browser : null];
  const use = (cores: number | null): string => (cores === null ? '–' : format.decimal(cores, 2));
  return (
    <>
      <tr className={verdict === null ? undefined : `is-${verdict}`}>
        <th scope="row">
          <button
            type="button"
            className="process-name"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setIsOpen(!isOpen)}
          >
            <span className="process-words">
              <span className="process-title">
                <span className="ellipsis">{name}</span>
                {verdict !== null && (
                  <span title={programs.ownsHint}>
                    <VerdictMark verdict={verdict} />
                  </span>
                )}
              </span>
              <span className="process-note ellipsis">{notes.filter(Boolean).join(' · ')}</span>
              {process.hints.map((hint) => (
                <span key={hint} className="process-hint">
                  {programs.hints[hint]}
                </span>
              ))}
            </span>
          </button>
        </th>
        <td className="is-figure is-now">
          {use(cpu)}
          <span className="use-track" aria-hidden="true">
            <span className="use-fill" style={{ transform: `scaleX(${Math.min(1, (cpu ?? 0) / coreCount)})` }} />
          </span>
        </td>
        <td className="is-figure is-minute">{use(cpuMinute)}</td>
        <td className="is-figure is-tree">{use(treeCpuMinute)}</td>
        <td className="is-evenness" title={describeEvenness(process, messages, format) ?? undefined}>
          {process.variation === null ? '–' : evennessWord(process.variation, messages)}
          {process.variation !== null && <span className="process-note">{format.percent(process.variation)}</span>}
        </td>
        <td className="is-figure is-memory">{residentBytes === null ? '–' : format.bytes(residentBytes)}</td>
        <td className="is-figure is-watts">
          {watts.kind === 'unavailable' ? (
            <span className="process-note" title={messages.host.reasons[watts.reason]}>
              {notAvailable}
            </span>
          ) : (
            <>
              {format.watts(watts.watts)}
              <span className="process-note">{messages.host.kind[watts.kind]}</span>
            </>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr className="process-more" id={id}>
          <td colSpan={7}>
            <ProcessFacts process={process} />
          </td>
        </tr>
      )}
    </>
  );
}
