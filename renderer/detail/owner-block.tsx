import type { ReactElement, ReactNode } from 'react';
import type { ConnectionDetail } from '../../shared/contract';
import { hashesPerJoule, referenceHashesPerJoule } from '../../shared/hash-per-joule';
import type { ProcessReport } from '../../shared/host';
import { powerReferences } from '../../shared/power-references';
import { describeEvenness } from '../computer/describe-evenness';
import { CopyButton } from '../controls/copy-button';
import { useWindow } from '../state/window-context';

/** The program that owns the connection and what it takes of this computer, or why none is known and what to do. */
export function OwnerBlock({ detail }: { detail: ConnectionDetail }): ReactElement {
  const { messages } = useWindow();
  const text = messages.host.owner;
  const { owner } = detail;
  return (
    <section className="detail-section owner-block">
      <h3>{text.title}</h3>
      {owner.kind === 'unknown' ? (
        <>
          <p>{text.unknown[owner.reason]}</p>
          <p className="hint">{text.next[owner.reason]}</p>
        </>
      ) : (
        <OwnerFacts process={owner.process} detail={detail} />
      )}
    </section>
  );
}

function OwnerFacts({ process, detail }: { process: ProcessReport; detail: ConnectionDetail }): ReactElement {
  const { messages, format } = useWindow();
  const { owner: text, programs, kind, notAvailable, reasons, drivers } = messages.host;
  const { pid, name, path, parent, user, startedAt, commandLine, container, residentBytes, hints, watts } = process;
  const cores = (value: number): string => programs.cores(format.decimal(value, 2));
  const uses = [
    process.cpu === null ? null : text.cpuNow(cores(process.cpu)),
    process.cpuMinute === null ? null : text.cpuMinute(cores(process.cpuMinute)),
    process.treeCpuMinute === null ? null : text.cpuTree(cores(process.treeCpuMinute)),
  ].filter((use) => use !== null);
  const work = hashWork(detail, process);
  const code = (value: string): ReactNode => <code className="is-code is-breaking">{value}</code>;
  const facts: [string, ReactNode][] = [
    [
      text.program,
      <>
        <strong>{name}</strong>
        <span>{programs.pid(String(pid))}</span>
        {process.isBrowser && <span className="badge">{programs.browser}</span>}
      </>,
    ],
    [
      programs.path,
      path === null ? (
        programs.pathUnknown
      ) : (
        <>
          {code(path)}
          <CopyButton text={path} label={text.copyPath} />
        </>
      ),
    ],
    [programs.parent, parent === null ? programs.unknown : `${parent.name} · ${programs.pid(String(parent.pid))}`],
    [programs.user, user ?? programs.unknown],
    [programs.start, startedAt === null ? programs.unknown : format.dateTime(startedAt)],
    [
      programs.commandLine,
      commandLine === null ? programs.unknown : <span title={programs.hiddenParts}>{code(commandLine)}</span>,
    ],
    [programs.container, container ?? programs.notInContainer],
    [text.cpu, uses.length === 0 ? notAvailable : uses.join('\n')],
    [text.steadiness, describeEvenness(process, messages, format) ?? notAvailable],
    [
      text.memory,
      [
        residentBytes === null ? notAvailable : format.bytes(residentBytes),
        ...hints.map((hint) => programs.hints[hint]),
      ].join('\n'),
    ],
    [
      text.watts,
      watts.kind === 'unavailable'
        ? `${notAvailable}\n${reasons[watts.reason]}`
        : `${format.watts(watts.watts)} · ${kind[watts.kind]} · ${drivers[watts.driver]}`,
    ],
  ];
  if (work !== null) {
    const mining = powerReferences[3];
    const rate = `${format.decimal(mining.hashesPerSecond, 1)} H/s, ${format.watts(mining.watts)}`;
    facts.push([
      text.hashPerJoule,
      `${format.count(work)}\n${text.hashPerJouleStudy(format.decimal(referenceHashesPerJoule, 2), rate)}`,
    ]);
  }
  return (
    <dl className="facts">
      {facts.map(([fact, value]) => (
        <div key={fact}>
          <dt>{fact}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Hashes per joule of the owner, from the pool's own figures; null where either is not known. */
function hashWork({ evidence }: ConnectionDetail, { watts }: ProcessReport): number | null {
  if (watts.kind === 'unavailable') return null;
  for (const { fact } of evidence) {
    if (fact.code !== 'pool-work' || fact.unit !== 'H' || fact.hashesPerSecond === null) continue;
    return hashesPerJoule(fact.hashesPerSecond.estimate, watts.watts);
  }
  return null;
}
