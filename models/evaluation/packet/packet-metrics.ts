/** How well opinions on packets separate. */
import type { PacketRow } from './packet-rows';

/** Shares 0..1; `accuracy` counts packets as they are, `balanced` gives each class one half: guessing has 0.5. */
export interface PacketMetrics {
  readonly accuracy: number;
  readonly balanced: number;
  readonly recall: number;
  readonly falseAlarms: number;
  /** Connections whose mean log-odds is above 0. */
  readonly sessionRecall: number;
  readonly connectionFalseAlarms: number;
}

/** `logits`: one for each row, above 0 for mining; NaN leaves a row out. */
export function measurePackets(rows: readonly PacketRow[], logits: Float64Array): PacketMetrics {
  const packets = { found: 0, mining: 0, alarms: 0, others: 0 };
  const sums = new Map<number, { sum: number; label: 0 | 1 }>();
  rows.forEach(({ label, connection }, at) => {
    if (Number.isNaN(logits[at])) return;
    add(packets, label, logits[at] > 0);
    const sum = sums.get(connection) ?? { sum: 0, label };
    sum.sum += logits[at];
    sums.set(connection, sum);
  });
  const connections = { found: 0, mining: 0, alarms: 0, others: 0 };
  for (const { sum, label } of sums.values()) add(connections, label, sum > 0);
  const recall = packets.found / packets.mining;
  const falseAlarms = packets.alarms / packets.others;
  return {
    accuracy: (packets.found + packets.others - packets.alarms) / (packets.mining + packets.others),
    balanced: (recall + 1 - falseAlarms) / 2,
    recall,
    falseAlarms,
    sessionRecall: connections.found / connections.mining,
    connectionFalseAlarms: connections.alarms / connections.others,
  };
}

function add(
  counts: { found: number; mining: number; alarms: number; others: number },
  label: 0 | 1,
  isAccused: boolean,
): void {
  if (label === 1) {
    counts.mining++;
    if (isAccused) counts.found++;
  } else {
    counts.others++;
    if (isAccused) counts.alarms++;
  }
}
