import type { ReactElement, ReactNode } from 'react';
import type { ProcessReport } from '../../shared/host';
import { CopyButton } from '../controls/copy-button';
import { useWindow } from '../state/window-context';
import { describeEvenness } from './describe-evenness';

/** Where a program lies, what started it, and the figures that a narrow table has no room for. */
export function ProcessFacts({ process }: { process: ProcessReport }): ReactElement {
  const { messages, format } = useWindow();
  const { programs, owner } = messages.host;
  const { path, parent, user, startedAt, commandLine, container, treeCpuMinute, residentBytes, hints, watts } = process;
  const facts: [string, ReactNode][] = [
    [
      programs.path,
      path === null ? (
        programs.pathUnknown
      ) : (
        <>
          <code className="is-code is-breaking">{path}</code>
          <CopyButton text={path} label={owner.copyPath} />
        </>
      ),
    ],
    [
      programs.commandLine,
      commandLine === null ? (
        programs.unknown
      ) : (
        <span title={programs.hiddenParts}>
          <code className="is-code is-breaking">{commandLine}</code>
        </span>
      ),
    ],
    [programs.parent, parent === null ? programs.unknown : `${parent.name} · ${programs.pid(String(parent.pid))}`],
    [programs.user, user ?? programs.unknown],
    [programs.start, startedAt === null ? programs.unknown : format.dateTime(startedAt)],
    [programs.container, container ?? programs.notInContainer],
    [
      programs.columns.tree,
      treeCpuMinute === null ? programs.unknown : programs.cores(format.decimal(treeCpuMinute, 2)),
    ],
    [programs.columns.steadiness, describeEvenness(process, messages, format) ?? programs.unknown],
    [
      programs.columns.memory,
      [
        residentBytes === null ? programs.unknown : format.bytes(residentBytes),
        ...hints.map((hint) => programs.hints[hint]),
      ].join(' · '),
    ],
    [
      programs.columns.watts,
      watts.kind === 'unavailable'
        ? `${messages.host.notAvailable} · ${messages.host.reasons[watts.reason]}`
        : `${format.watts(watts.watts)} · ${messages.host.kind[watts.kind]} · ${messages.host.drivers[watts.driver]}`,
    ],
  ];
  return (
    <dl className="facts process-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
