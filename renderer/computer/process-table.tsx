import { useId, type ReactElement } from 'react';
import type { HostReport } from '../../shared/host';
import { useWindow } from '../state/window-context';
import { ProcessRows } from './process-rows';
import type { FlaggedOwners } from './use-flagged-owners';

interface ProcessTableProps {
  readonly report: HostReport;
  readonly owners: FlaggedOwners;
}

const rankOf = { mining: 0, suspicious: 1, none: 2 };

/** The busiest programs, and first of all those that own flagged connections. */
export function ProcessTable({ report, owners }: ProcessTableProps): ReactElement {
  const { messages } = useWindow();
  const { programs } = messages.host;
  const { columns } = programs;
  const id = useId();
  const coreCount = Math.max(1, report.cpu.perCore.length);
  const rank = (pid: number): number => rankOf[owners.get(pid) ?? 'none'];
  const ordered = [...report.processes].sort((a, b) => rank(a.pid) - rank(b.pid));
  return (
    <section className="card programs" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{programs.title}</h2>
      <p className="hint">{programs.hint}</p>
      {ordered.length === 0 ? (
        <p className="placeholder">{programs.empty}</p>
      ) : (
        <table className="process-table">
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              <th scope="col" className="is-figure is-now">
                {columns.now}
              </th>
              <th scope="col" className="is-figure is-minute">
                {columns.minute}
              </th>
              <th scope="col" className="is-figure is-tree">
                {columns.tree}
              </th>
              <th scope="col" className="is-evenness" title={programs.evennessHint}>
                {columns.steadiness}
              </th>
              <th scope="col" className="is-figure is-memory">
                {columns.memory}
              </th>
              <th scope="col" className="is-figure is-watts">
                {columns.watts}
              </th>
            </tr>
          </thead>
          <tbody>
            {ordered.map((process) => (
              <ProcessRows
                key={process.pid}
                process={process}
                verdict={owners.get(process.pid) ?? null}
                coreCount={coreCount}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
