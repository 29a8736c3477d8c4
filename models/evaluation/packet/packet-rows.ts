/** The packets of real captures, as the model of the study sees them. */
import { DataSet } from '../../training/collect-samples';
import { addRealCaptures } from '../../training/load-data';
import { createRandom } from '../../training/random';

/** One packet. */
export interface PacketRow {
  /** The eight inputs. */
  readonly features: Float32Array;
  /** 1 of a mining session, 0 not. */
  readonly label: 0 | 1;
  /** Which connection, capture file and source it comes from. */
  readonly connection: number;
  readonly capture: string;
  readonly source: string;
}

/** Every packet of the mining sessions and at most `mostOthers` of the others, drawn by `seed`; up to 64 of each connection. */
export async function readPacketRows(folder: string, mostOthers: number, seed: number): Promise<PacketRow[]> {
  const dataSet = new DataSet();
  await addRealCaptures(folder, 'packet', dataSet);
  const mining: PacketRow[] = [];
  const others: PacketRow[] = [];
  for (const { features, label, connection } of dataSet.samples) {
    const { group, source } = dataSet.connections[connection];
    (label === 1 ? mining : others).push({ features, label, connection, capture: group, source });
  }
  const order = Uint32Array.from(others, (_, at) => at);
  createRandom(seed).shuffle(order);
  return [...mining, ...Array.from(order.subarray(0, mostOthers), (at) => others[at])];
}
