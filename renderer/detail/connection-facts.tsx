import type { ReactElement, ReactNode } from 'react';
import type { Moment } from '../../shared/connection';
import type { ConnectionRow } from '../../shared/contract';
import { formatEndpoint } from '../../shared/format-endpoint';
import { CopyButton } from '../controls/copy-button';
import { useWindow } from '../state/window-context';

interface ConnectionFactsProps {
  readonly row: ConnectionRow;
  /** null: not known any more. */
  readonly packetsKept: number | null;
  /** The client's address is one of this machine's own. */
  readonly isClientLocal: boolean;
}

/** Who talks to whom, since when, how much, and when it was noticed. */
export function ConnectionFacts({ row, packetsKept, isClientLocal }: ConnectionFactsProps): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.detail;
  const { server, client, packets, bytes, firstFlagged } = row;

  function moment(value: Moment | null): string {
    if (value === null) return text.never;
    return text.moment(value.afterPackets, format.duration(value.afterMs), format.count(value.afterPackets));
  }

  const facts: [string, ReactNode][] = [
    [
      text.server,
      <>
        {server.name !== null && server.name !== server.address && <span className="fact-name">{server.name}</span>}
        <span className="is-code">{formatEndpoint(server)}</span>
      </>,
    ],
    [
      text.client,
      <>
        <span className="is-code">{formatEndpoint(client)}</span>
        {isClientLocal && <span className="badge">{text.thisComputer}</span>}
      </>,
    ],
    [text.protocol, row.protocol.toUpperCase()],
    [text.program, row.program ?? messages.table.unknownProgram],
    [text.start, format.dateTime(row.start)],
    [text.end, row.isActive ? text.stillOpen : format.dateTime(row.end)],
    [text.duration, format.duration(row.durationMs)],
    [text.packets, `↑ ${format.count(packets.up)}  ↓ ${format.count(packets.down)}`],
    [text.bytes, `↑ ${format.bytes(bytes.up)}  ↓ ${format.bytes(bytes.down)}`],
    [text.firstFlagged, firstFlagged === null ? text.never : text.flaggedMoment(moment(firstFlagged), firstFlagged.by)],
    [text.firstEvidence, moment(row.firstEvidence)],
    [text.firstByModel, moment(row.firstByModel)],
    [text.packetsKept, packetsKept === null ? messages.footer.notAvailable : format.count(packetsKept)],
    [
      text.communityId,
      <>
        <span className="is-code is-breaking">{row.id}</span>
        <CopyButton text={row.id} label={text.copyCommunityId} />
      </>,
    ],
  ];
  return (
    <section className="detail-section">
      <h3>{text.facts}</h3>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
