/** Which connections of a labelled capture mine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EndsIndex } from '../ends-index';

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
  private readonly flows = new EndsIndex<MiningFlow>();

  constructor(capture: LabelledCapture) {
    for (const flow of capture.mining_flows) {
      const { src, sport, dst, dport } = flow;
      // One pair of ends may have been used twice; the session is the one that counts.
      if (this.flows.find(src, sport, dst, dport)?.kind === 'session') continue;
      this.flows.set(src, sport, dst, dport, flow);
    }
  }

  find(client: string, clientPort: number, server: string, serverPort: number): MiningFlow | null {
    return this.flows.find(client, clientPort, server, serverPort) ?? null;
  }
}
