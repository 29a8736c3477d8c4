import { memo, type ReactElement } from 'react';
import type { ConnectionRow } from '../../shared/contract';
import { Icon } from '../controls/icon';
import { VerdictMark } from '../controls/verdict-mark';
import { useWindow } from '../state/window-context';
import { RateLine } from './rate-line';
import { rowElementId, type RowPlace } from './row-grid';

interface ConnectionRowViewProps extends RowPlace {
  readonly row: ConnectionRow;
  readonly onOpen: (key: string) => void;
}

/** One line of the table. Drawn again only when its own data or place changed. */
export const ConnectionRowView = memo(function ConnectionRowView(props: ConnectionRowViewProps): ReactElement {
  const { row, index, offset, isSelected, onOpen } = props;
  const { messages, format } = useWindow();
  const { table } = messages;
  const { server, client } = row;
  const day = format.dateUnlessToday(row.start);
  return (
    <div
      id={rowElementId(row.key)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={`table-row is-${row.verdict}${isSelected ? ' is-selected' : ''}${row.isActive ? '' : ' is-ended'}`}
      style={{ transform: `translateY(${offset}px)` }}
      onClick={() => onOpen(row.key)}
    >
      <div role="gridcell" aria-colindex={1} className="cell is-risk">
        <VerdictMark verdict={row.verdict} />
        <span className="risk-number">{format.risk(row.risk)}</span>
        <span className="risk-track" aria-hidden="true">
          <span className="risk-fill" style={{ transform: `scaleX(${Math.max(0.01, row.risk)})` }} />
        </span>
      </div>
      <div role="gridcell" aria-colindex={2} className="cell is-server">
        <span className="cell-main">
          <span className="ellipsis" title={server.name ?? server.address}>
            {server.name ?? server.address}
          </span>
          {row.series !== null && (
            <span className="series-mark" title={table.series}>
              <Icon name="series" />
              <span className="visually-hidden">{table.series}</span>
            </span>
          )}
        </span>
        {server.name !== null && server.name !== server.address && (
          <span className="cell-note ellipsis">{server.address}</span>
        )}
      </div>
      <div role="gridcell" aria-colindex={3} className="cell is-port">
        <span className="cell-main">{server.port}</span>
        <span className="cell-note">{row.protocol.toUpperCase()}</span>
      </div>
      <div role="gridcell" aria-colindex={4} className="cell is-client">
        <span className="cell-main ellipsis" title={client.address}>
          {client.address}
        </span>
        <span className="cell-note">{client.port}</span>
      </div>
      <div role="gridcell" aria-colindex={5} className="cell is-program">
        {row.program === null ? (
          <span className="cell-note">{table.unknownProgram}</span>
        ) : (
          <>
            <span className="cell-main ellipsis" title={row.program}>
              {row.program}
            </span>
            {row.programCpu !== null && <ProgramUse cores={row.programCpu} />}
          </>
        )}
      </div>
      <div role="gridcell" aria-colindex={6} className="cell is-start" title={format.dateTime(row.start)}>
        <span className="cell-main">{format.time(row.start)}</span>
        {day !== null && <span className="cell-note">{day}</span>}
      </div>
      <div role="gridcell" aria-colindex={7} className="cell is-duration">
        <span className="cell-main">{format.duration(row.durationMs)}</span>
        {!row.isActive && <span className="cell-note">{table.ended}</span>}
      </div>
      <div role="gridcell" aria-colindex={8} className="cell is-packets">
        <UpDown up={format.count(row.packets.up)} down={format.count(row.packets.down)} />
      </div>
      <div role="gridcell" aria-colindex={9} className="cell is-bytes">
        <UpDown up={format.bytes(row.bytes.up)} down={format.bytes(row.bytes.down)} />
      </div>
      <div role="gridcell" aria-colindex={10} className="cell is-rate">
        <RateLine values={row.rate} isActive={row.isActive} />
      </div>
    </div>
  );
});

/** The window runs on the computer whose programs it shows. */
const coreCount = navigator.hardwareConcurrency || 1;

function ProgramUse({ cores }: { cores: number }): ReactElement {
  const { messages, format } = useWindow();
  return (
    <span className="cell-note program-use">
      {messages.host.programs.cores(format.decimal(cores, 2))}
      <span className="use-track" aria-hidden="true">
        <span className="use-fill" style={{ transform: `scaleX(${Math.min(1, cores / coreCount)})` }} />
      </span>
    </span>
  );
}

function UpDown({ up, down }: { up: string; down: string }): ReactElement {
  const { messages } = useWindow();
  return (
    <>
      <span className="up-down" title={messages.table.up}>
        <span aria-hidden="true">↑</span>
        <span className="visually-hidden">{messages.detail.up}</span> {up}
      </span>
      <span className="up-down" title={messages.table.down}>
        <span aria-hidden="true">↓</span>
        <span className="visually-hidden">{messages.detail.down}</span> {down}
      </span>
    </>
  );
}
