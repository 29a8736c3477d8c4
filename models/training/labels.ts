/** Which connections of a labelled capture mine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One labelled connection, as in labels.json. */
export interface MiningFlow {
  src: string;
  sport: number;
  dst: string;
  dport: number;
  duration_s: number;
  what: string;
  encrypted: boolean;
  kind: 'session' | 'short-with-work' | 'rejected-or-probe';
}

/** One labelled capture file. */
export interface LabelledCapture {
  file: string;
  source: string;
  packets: number;
  /** The payload was cut away. */
  header_only: boolean;
  mining_flows: MiningFlow[];
}

/** Reads `labels.json` of a folder of captures. */
export function readLabels(folder: string): LabelledCapture[] {
  return JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as LabelledCapture[];
}

/** Finds the label of a connection by its ends, whichever of them is called the client. */
export class LabelIndex {
  private readonly flows = new Map<string, MiningFlow>();

  constructor(capture: LabelledCapture) {
    for (const flow of capture.mining_flows) {
      const known = this.flows.get(ends(flow.src, flow.sport, flow.dst, flow.dport));
      // One pair of ends may have been used twice; the session is the one that counts.
      if (known?.kind === 'session') continue;
      this.flows.set(ends(flow.src, flow.sport, flow.dst, flow.dport), flow);
      this.flows.set(ends(flow.dst, flow.dport, flow.src, flow.sport), flow);
    }
  }

  find(client: string, clientPort: number, server: string, serverPort: number): MiningFlow | null {
    return this.flows.get(ends(client, clientPort, server, serverPort)) ?? null;
  }
}

function ends(a: string, aPort: number, b: string, bPort: number): string {
  return `${a}|${aPort}|${b}|${bPort}`;
}
