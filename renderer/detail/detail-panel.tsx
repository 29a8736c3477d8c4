import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { ConnectionRow } from '../../shared/contract';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';
import { Advice } from './advice';
import { ConnectionFacts } from './connection-facts';
import { DetailHead } from './detail-head';
import { EvidenceList } from './evidence-list';
import { MessagePlot } from './message-plot';
import { OwnerBlock } from './owner-block';
import { RiskHistory } from './risk-history';
import { RiskSum } from './risk-sum';
import { SavePackets } from './save-packets';
import { SeriesList } from './series-list';
import { useConnectionDetail } from './use-connection-detail';

interface DetailPanelProps {
  readonly connectionKey: string;
  /** The connection's newest row; undefined once it left the table. */
  readonly row: ConnectionRow | undefined;
  /** Counts the times the keyboard opened the panel; each takes the focus into it. */
  readonly focusCount: number;
  readonly onClose: () => void;
  readonly onOpen: (key: string) => void;
}

/** Why one connection is judged as it is, and what to do about it. */
export function DetailPanel({ connectionKey, row, focusCount, onClose, onOpen }: DetailPanelProps): ReactElement {
  const { store, messages } = useWindow();
  const text = messages.detail;
  const { detail, isGone } = useConnectionDetail(store.bridge, connectionKey, row);
  const interfaces = useStore(store.host, (host) => host.interfaces);
  const isLive = useStore(store.live, (live) => live.session?.source?.kind === 'interface');
  const panel = useRef<HTMLElement>(null);
  const [lastRow, setLastRow] = useState(row);
  if (row !== undefined && row !== lastRow) setLastRow(row);
  const shown = detail ?? row ?? (lastRow?.key === connectionKey ? lastRow : undefined);

  useEffect(() => {
    if (focusCount > 0) panel.current?.focus();
  }, [focusCount]);

  useEffect(() => {
    panel.current?.scrollTo({ top: 0 });
  }, [connectionKey]);

  const isClientLocal =
    isLive && shown !== undefined && (interfaces ?? []).some((entry) => entry.addresses.includes(shown.client.address));
  return (
    <aside ref={panel} className="detail-panel" aria-label={text.label} tabIndex={-1}>
      <DetailHead shown={shown} note={isGone && detail !== null ? text.gone : null} onClose={onClose} />
      {detail === null ? (
        <div className="detail-body">
          <p className="detail-section placeholder">{isGone ? text.goneUnseen : text.loading}</p>
          {isGone && shown !== undefined && (
            <ConnectionFacts row={shown} packetsKept={null} isClientLocal={isClientLocal} />
          )}
        </div>
      ) : (
        <div className="detail-body">
          <EvidenceList evidence={detail.evidence} />
          <RiskSum detail={detail} />
          <OwnerBlock detail={detail} />
          <Advice detail={detail} isClientLocal={isClientLocal} />
          <MessagePlot detail={detail} />
          <RiskHistory detail={detail} />
          <ConnectionFacts row={detail} packetsKept={detail.packetsKept} isClientLocal={isClientLocal} />
          <SavePackets key={connectionKey} detail={detail} />
          <SeriesList keys={detail.seriesKeys} onOpen={onOpen} />
        </div>
      )}
    </aside>
  );
}
