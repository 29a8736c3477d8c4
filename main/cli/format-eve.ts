/** Findings as Suricata EVE JSON alerts, so that existing log pipelines take them. */
import type { Connection } from '../../shared/connection';
import { toJson } from '../report/to-json';

/** Signature ids of ours; one per verdict that alerts. */
const signatures = {
  mining: { id: 3_900_001, severity: 1, text: 'KANARIA cryptocurrency mining' },
  suspicious: { id: 3_900_002, severity: 2, text: 'KANARIA possible cryptocurrency mining' },
} as const;

/** One alert line for a mining or suspicious connection, an empty text for the others. */
export function formatEveLine(connection: Connection, file: string | null): string {
  const { verdict, client, server } = connection;
  if (verdict !== 'mining' && verdict !== 'suspicious') return '';
  const signature = signatures[verdict];
  const eve = {
    timestamp: connection.end.replace('Z', '000+0000'),
    event_type: 'alert',
    ...(file === null ? {} : { pcap_filename: file }),
    src_ip: client.address,
    src_port: client.port,
    dest_ip: server.address,
    dest_port: server.port,
    proto: connection.protocol.toUpperCase(),
    community_id: connection.id,
    alert: {
      action: 'allowed',
      gid: 1,
      signature_id: signature.id,
      rev: 1,
      signature: signature.text,
      category: 'Crypto Currency Mining Activity Detected',
      severity: signature.severity,
    },
    flow: {
      start: connection.start.replace('Z', '000+0000'),
      pkts_toserver: connection.packets.up,
      pkts_toclient: connection.packets.down,
      bytes_toserver: connection.bytes.up,
      bytes_toclient: connection.bytes.down,
    },
    kanaria: {
      risk: connection.risk,
      verdict,
      series: connection.series,
      server_name: server.name,
      evidence: connection.evidence.map(({ kind, towards, weight, text }) => ({ kind, towards, weight, text })),
    },
  };
  return `${toJson(eve)}\n`;
}
