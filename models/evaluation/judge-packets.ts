/** Runs packets through the product's own pipeline and tells what it said of every connection. */
import type { PacketBatch } from '../../main/capture/packet-source';
import { formatAddress } from '../../main/decode/format-address';
import { growColumn } from '../../main/flow/grow-column';
import type { LoadedModel } from '../../main/inference/predictor';
import { Pipeline } from '../../main/pipeline';
import { priorLogOdds } from '../../main/verdict/judge';
import type { Opinion } from './judgement';
import { ObservedHosts } from './observed-hosts';

/** Connections followed at once, as `analyze` does. */
const maxConnections = 200_000;

export interface JudgeOptions {
  readonly model: LoadedModel;
  readonly isHeadersOnly: boolean;
}

/** The ends of a connection and what was said of it. */
export interface JudgedConnection extends Opinion {
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  readonly seconds: number;
}

const address = new Uint8Array(16);

/** Calls `onJudged` for each connection as it ends; returns how long the local hosts were watched, seconds. */
export async function judgePackets(
  batches: AsyncIterable<PacketBatch> | Iterable<PacketBatch>,
  { model, isHeadersOnly }: JudgeOptions,
  onJudged: (connection: JudgedConnection) => void,
): Promise<number> {
  const hosts = new ObservedHosts();
  /** By connection: its local host, and its packets up to the first with payload. */
  let hostOf = new Uint32Array(0);
  let packetsToTalk = new Uint32Array(0);
  const pipeline: Pipeline = new Pipeline({
    model,
    isHeadersOnly,
    maxConnections,
    onOpened: (connection) => {
      const { table } = pipeline;
      if (connection >= hostOf.length) {
        hostOf = growColumn(hostOf, table.columnLength);
        packetsToTalk = growColumn(packetsToTalk, table.columnLength);
      }
      const { client, server } = endsOf(pipeline, connection);
      hostOf[connection] = hosts.indexOf(client, server);
      packetsToTalk[connection] = 0;
    },
    onChanged: (connection) => {
      const { table } = pipeline;
      hosts.see(hostOf[connection], table.lastUs[connection]);
      if (packetsToTalk[connection] === 0 && table.messageCount[connection] > 0) {
        packetsToTalk[connection] = table.packetsUp(connection) + table.packetsDown(connection);
      }
    },
    onEnded: (connection) => {
      const { table, judgements } = pipeline;
      const evidence = judgements.firstEvidence(connection);
      const byModel = judgements.firstByModel(connection);
      onJudged({
        ...endsOf(pipeline, connection),
        seconds: table.durationUs[connection] / 1e6,
        verdict: judgements.verdict(connection),
        wasMining: judgements.firstFlagged(connection) !== null,
        isScored: table.isTcp(connection) && judgements.opinion(connection).modelWeight !== null,
        evidence: evidenceBehind(judgements.risk(connection)),
        evidencePackets: evidence && evidence.afterPackets,
        evidencePacketsOfTalk: evidence && evidence.afterPackets - packetsToTalk[connection] + 1,
        rhythmSeconds: byModel && byModel.afterMs / 1e3,
      });
    },
  });
  for await (const batch of batches) pipeline.accept(batch);
  pipeline.finish();
  return hosts.seconds;
}

/** What was added to the prior log-odds to get this risk, nats; a risk of 0 or 1 stands for 40. */
function evidenceBehind(risk: number): number {
  return Math.max(-40, Math.min(40, Math.log(risk / (1 - risk)) - priorLogOdds));
}

function endsOf(
  pipeline: Pipeline,
  connection: number,
): { client: string; clientPort: number; server: string; serverPort: number } {
  const { table } = pipeline;
  return {
    client: formatAddress(address, 0, table.readClientAddress(connection, address)),
    clientPort: table.clientPort(connection),
    server: formatAddress(address, 0, table.readServerAddress(connection, address)),
    serverPort: table.serverPort(connection),
  };
}
