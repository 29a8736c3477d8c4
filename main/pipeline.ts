/**
 * The way of a packet: capture -> decode -> flow -> features -> inference -> verdict. The file to read first.
 *
 * One `Pipeline` takes the batches of one input and keeps a judged table of connections. It has no clock and no randomness
 * of its own: time is the packets' time.
 */
import type { PacketBatch } from './capture/packet-source';
import { readDeviceName } from './decode/device-name';
import { decodePacket } from './decode/decode-packet';
import { FragmentTable } from './decode/fragments';
import { DecodeOutcome, PacketHeader } from './decode/packet-header';
import { DeviceTable } from './flow/device-table';
import { ConnectionTable, createObservation, type EndReason } from './flow/connection-table';
import { createScorer, createWindow, fillWindow } from './inference/scorer';
import type { LoadedModel } from './inference/predictor';
import { isEnoughSeen, ScoringSchedule } from './inference/scoring-schedule';
import { PipelineCounts } from './pipeline-counts';
import { DeviceTally } from './verdict/device-tally';
import { JudgementTable } from './verdict/judgement-table';
import { PayloadReader } from './verdict/payload-reader';
import { noPoolLists, type PoolLists } from './verdict/pool-lists';
import { SeriesKeeper } from './verdict/series-keeper';
import { modelWeightOfDatagrams, weighFindings } from './verdict/weigh-findings';
import { sumOwner, type OwnerKnowledge } from './verdict/weigh-owner';

export interface PipelineOptions {
  readonly model: LoadedModel;
  /** Nothing after the transport header is read: model and rhythm alone. */
  readonly isHeadersOnly: boolean;
  readonly maxConnections: number;
  /** Lists of pools that the person brought along; none unless given. */
  readonly poolLists?: PoolLists;
  /** Of this computer, where the packets are its own. */
  readonly ownAddresses?: ReadonlySet<string>;
  readonly onOpened?: (connection: number) => void;
  /** The verdict became `mining` for the first time. */
  readonly onFlagged?: (connection: number) => void;
  /** Called before a connection leaves the table, already judged; the index is valid during the call only. */
  readonly onEnded?: (connection: number, reason: EndReason) => void;
  /** Called for every packet that counted. */
  readonly onChanged?: (connection: number) => void;
  /** Called each time a connection was judged, unless that flagged it. */
  readonly onJudged?: (connection: number) => void;
}

/** One run over one input. Indexes of connections are valid while the connection is in the table. */
export class Pipeline {
  readonly model: LoadedModel;
  readonly counts = new PipelineCounts();
  readonly table: ConnectionTable;
  readonly judgements = new JudgementTable();
  readonly payload = new PayloadReader();
  readonly series = new SeriesKeeper();
  /** What is known of the local programs that own connections, by connection. */
  readonly owners = new Map<number, OwnerKnowledge>();
  readonly poolLists: PoolLists;
  readonly devices: DeviceTable;
  /** Of connections that have left the table. */
  readonly deviceTally = new DeviceTally();
  /** The window of the connection scored last; reused. */
  readonly window = createWindow();

  private readonly header = new PacketHeader();
  private readonly fragments = new FragmentTable();
  private readonly schedule = new ScoringSchedule();
  private readonly scorer;
  private readonly observation = createObservation();

  constructor(private readonly options: PipelineOptions) {
    this.model = options.model;
    this.poolLists = options.poolLists ?? noPoolLists;
    this.devices = new DeviceTable(options.ownAddresses);
    this.scorer = createScorer(options.model);
    this.table = new ConnectionTable({
      maxConnections: options.maxConnections,
      onEnd: (connection, reason) => this.leave(connection, reason),
    });
  }

  /** Takes the packets of a batch through the whole way. */
  accept(batch: PacketBatch): void {
    const { data, offsets, capturedLengths, wireLengths, timestampsUs, linkTypes } = batch;
    for (let at = 0; at < batch.count; at++) {
      this.counts.see(capturedLengths[at], timestampsUs[at]);
      const outcome = decodePacket(data, offsets[at], capturedLengths[at], wireLengths[at], linkTypes[at], this.header);
      if (outcome === DecodeOutcome.decoded) this.follow(data, timestampsUs[at]);
      else this.counts.skip(outcome);
    }
  }

  /** Takes up what is known now about the owner of a connection, and judges the connection anew. */
  learnOwner(connection: number, knowledge: OwnerKnowledge): void {
    this.owners.set(connection, knowledge);
    this.judgements.setOwnerWeight(connection, sumOwner(knowledge.evidence));
    this.judge(connection, false, false);
  }

  /** The local address that a connection belongs to; null where neither end is local. */
  deviceAddress(connection: number): string | null {
    const clientLength = this.table.readClientAddress(connection, clientAddress);
    const serverLength = this.table.readServerAddress(connection, serverAddress);
    return this.devices.localEnd(clientAddress.subarray(0, clientLength), serverAddress.subarray(0, serverLength));
  }

  /** Judges and ends every connection that is left. */
  finish(): void {
    this.table.endAll();
  }

  private follow(data: Uint8Array, timestampUs: number): void {
    const { header, observation } = this;
    if (header.fragmentOffset > 0 || header.hasMoreFragments) this.fragments.resolve(data, header, timestampUs);
    this.table.observe(data, header, timestampUs, observation);
    const { connection } = observation;
    if (observation.isDuplicate) {
      this.counts.duplicates++;
      return;
    }
    if (observation.isNew) this.begin(connection);
    if (this.table.packetsUp(connection) + this.table.packetsDown(connection) <= packetsPerDevice) {
      this.devices.see(data, header);
    }
    this.options.onChanged?.(connection);
    if (!this.table.isTcp(connection)) {
      if (!this.options.isHeadersOnly && observation.hasNewPayload) this.readDatagram(data, header);
      return;
    }
    this.scorer.seePacket?.(connection, header, observation.gapSeconds);
    const hasFoundSomething =
      observation.hasNewPayload &&
      !this.options.isHeadersOnly &&
      this.payload.readSegment(connection, observation, data, header);
    const seconds = this.table.durationUs[connection] / 1e6;
    const isDue = this.schedule.isDue(connection, this.table.messageCount[connection], seconds);
    if (isDue || hasFoundSomething) this.judge(connection, isDue, false);
  }

  private readDatagram(data: Uint8Array, header: PacketHeader): void {
    this.payload.readDatagram(data, header);
    const { payloadOffset, payloadCaptured, sourcePort, destinationPort } = header;
    const name = readDeviceName(data, payloadOffset, payloadCaptured, sourcePort, destinationPort);
    if (name !== null) this.devices.learnName(data, header, name);
  }

  private begin(connection: number): void {
    const length = this.table.columnLength;
    this.counts.connections++;
    this.judgements.begin(connection, length);
    this.schedule.grow(length);
    this.schedule.begin(connection);
    this.scorer.begin(connection);
    this.payload.begin(connection);
    if (!this.table.isTcp(connection)) {
      this.judgements.setModelWeight(connection, modelWeightOfDatagrams);
      this.judgements.judge(connection, 0, 1, false);
    } else if (!this.poolLists.isEmpty) {
      // The address may be on a list before anything is said.
      weighFindings(connection, this.table, this.payload, this.poolLists, this.judgements);
    }
    this.options.onOpened?.(connection);
  }

  private judge(connection: number, withModel: boolean, isOver: boolean): void {
    const { table, judgements } = this;
    if (withModel) {
      fillWindow(table, connection, this.window);
      judgements.hearModel(connection, this.scorer.weigh(connection, this.window));
    }
    weighFindings(connection, table, this.payload, this.poolLists, judgements);
    judgements.setSeriesWeight(connection, this.series.weightOf(connection, table));
    const packets = table.packetsUp(connection) + table.packetsDown(connection);
    const isFlagged = judgements.judge(connection, table.durationUs[connection] / 1e3, packets, isOver);
    this.series.follow(connection, table, judgements.verdict(connection));
    if (isFlagged) this.options.onFlagged?.(connection);
    else this.options.onJudged?.(connection);
  }

  private leave(connection: number, reason: EndReason): void {
    const { table } = this;
    const isTcp = table.isTcp(connection);
    const canScore = isTcp && isEnoughSeen(table.messageCount[connection], table.durationUs[connection] / 1e6);
    this.judge(connection, canScore, isOver(reason));
    if (reason === 'evicted') this.counts.evicted++;
    this.counts.settle(this.judgements.verdict(connection));
    const device = this.deviceAddress(connection);
    if (device !== null) {
      this.deviceTally.add(device, this.judgements.verdict(connection), this.judgements.risk(connection));
    }
    this.options.onEnded?.(connection, reason);
    this.payload.end(connection);
    this.owners.delete(connection);
  }
}

/** The first packets of a connection tell both ends' devices. */
const packetsPerDevice = 4;
const clientAddress = new Uint8Array(16);
const serverAddress = new Uint8Array(16);

/** Whether nothing more can come on the connection. */
function isOver(reason: EndReason): boolean {
  return reason === 'closed' || reason === 'reused' || reason === 'idle';
}
