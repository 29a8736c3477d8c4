/** Scores connections with one of the two models. */
import type { PacketHeader } from '../decode/packet-header';
import { computeFlowFeatures } from '../features/flow-features';
import type { MessageWindow } from '../features/message-window';
import { computePacketFeatures } from '../features/packet-features';
import type { ConnectionTable } from '../flow/connection-table';
import { growColumn } from '../flow/grow-column';
import { maxMessages } from '../flow/message-log';
import { toLikelihoodRatio } from './calibration';
import type { LoadedModel } from './predictor';

/** Turns what is known of a connection into a calibrated log likelihood ratio, in nats. */
export interface Scorer {
  readonly model: LoadedModel;
  /** Called for every packet of a TCP connection, before `weigh`; `gapSeconds` since its previous packet. */
  readonly seePacket: ((connection: number, header: PacketHeader, gapSeconds: number) => void) | null;
  begin(connection: number): void;
  /** Log likelihood ratio of mining, not yet limited. The window is this connection's. */
  weigh(connection: number, window: MessageWindow): number;
}

/** The window of a connection as it stands now; `window` is reused. */
export function fillWindow(table: ConnectionTable, connection: number, window: MessageWindow): void {
  window.count = table.messages.read(connection, window.times, window.sizes);
  window.totalCount = table.messageCount[connection];
  window.forgottenBefore = table.messages.forgottenBefore(connection);
  window.durationSeconds = table.durationUs[connection] / 1e6;
  window.hasHandshake = table.hasHandshake(connection);
}

/** An empty window of the right size. */
export function createWindow(): MessageWindow {
  return {
    times: new Float32Array(maxMessages),
    sizes: new Float32Array(maxMessages),
    count: 0,
    totalCount: 0,
    forgottenBefore: -1,
    durationSeconds: 0,
    hasHandshake: false,
  };
}

/** The scorer for a model. */
export function createScorer(model: LoadedModel): Scorer {
  return model.kind === 'flow' ? new FlowScorer(model) : new PacketScorer(model);
}

class FlowScorer implements Scorer {
  readonly seePacket = null;
  private readonly input: Float32Array;

  constructor(readonly model: LoadedModel) {
    this.input = new Float32Array(model.predictor.inputs);
  }

  begin(): void {}

  weigh(_connection: number, window: MessageWindow): number {
    computeFlowFeatures(window, this.input);
    return toLikelihoodRatio(this.model.calibration, this.model.predictor.logit(this.input), window.durationSeconds);
  }
}

/** The seed's way: every packet alone, the logits averaged over the connection. */
class PacketScorer implements Scorer {
  private readonly input: Float32Array;
  private sums = new Float64Array(1024);
  private counts = new Uint32Array(1024);

  constructor(readonly model: LoadedModel) {
    this.input = new Float32Array(model.predictor.inputs);
  }

  readonly seePacket = (connection: number, header: PacketHeader, gapSeconds: number): void => {
    computePacketFeatures(header, gapSeconds, this.input);
    this.sums[connection] += this.model.predictor.logit(this.input);
    this.counts[connection]++;
  };

  begin(connection: number): void {
    if (connection >= this.sums.length) this.grow(connection * 2);
    this.sums[connection] = 0;
    this.counts[connection] = 0;
  }

  weigh(connection: number, window: MessageWindow): number {
    const logit = this.sums[connection] / Math.max(1, this.counts[connection]);
    return toLikelihoodRatio(this.model.calibration, logit, window.durationSeconds);
  }

  private grow(length: number): void {
    this.sums = growColumn(this.sums, length);
    this.counts = growColumn(this.counts, length);
  }
}
