/** Miners as the table of adversaries counts them: one miner is all connections it makes to its pool. */
import type { LoadedModel } from '../../main/inference/predictor';
import { EndsIndex } from '../ends-index';
import type { GeneratedConnection } from '../generator/generated-connection';
import { mergeByTime } from '../generator/packet-batches';
import { judgePackets } from './judge-packets';
import { joinOpinions, unseen, type Opinion } from './judgement';

export interface Miner {
  readonly kind: string;
  readonly connections: readonly GeneratedConnection[];
}

export interface JudgedMiner {
  readonly kind: string;
  /** All its connections as one: the gravest verdict. */
  readonly opinion: Opinion;
}

/** Miners that share one pipeline. */
const minersPerRun = 100;

/** What the product says of each miner from headers alone, in the order given. */
export async function judgeMiners(miners: Iterable<Miner>, model: LoadedModel): Promise<JudgedMiner[]> {
  const judged: JudgedMiner[] = [];
  let run: Miner[] = [];
  for (const miner of miners) {
    run.push(miner);
    if (run.length < minersPerRun) continue;
    judged.push(...(await judgeRun(run, model)));
    run = [];
  }
  judged.push(...(await judgeRun(run, model)));
  return judged;
}

async function judgeRun(miners: readonly Miner[], model: LoadedModel): Promise<JudgedMiner[]> {
  const minerOf = new EndsIndex<number>();
  const opinions: Opinion[] = miners.map(() => unseen);
  miners.forEach(({ connections }, at) => {
    for (const { client, server } of connections) {
      minerOf.set(client.address, client.port, server.address, server.port, at);
    }
  });
  const packets = mergeByTime(miners.flatMap(({ connections }) => connections));
  await judgePackets(packets, { model, isHeadersOnly: true }, (connection) => {
    const { client, clientPort, server, serverPort } = connection;
    const at = minerOf.find(client, clientPort, server, serverPort);
    if (at !== undefined) opinions[at] = joinOpinions(opinions[at], connection);
  });
  return miners.map(({ kind }, at) => ({ kind, opinion: opinions[at] }));
}
