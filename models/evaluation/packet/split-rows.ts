/** What is held back together when a model is tested: single packets, whole captures, or whole sources. */
import { createRandom } from '../../training/random';
import type { PacketRow } from './packet-rows';

export const splits = ['packet', 'capture', 'source'] as const;
export type Split = (typeof splits)[number];

const randomFolds = 4;

/**
 * The fold of each row; a model is trained on all folds but one and tested on that. By packet and by capture they are drawn;
 * by source, every source with mining has a fold of its own and the others are dealt out to them, largest first.
 */
export function splitRows(rows: readonly PacketRow[], split: Split, seed: number): Uint8Array {
  if (split === 'packet') return dealRandomly(rows.length, seed);
  if (split === 'source') return foldsBySource(rows);
  const captures = [...new Set(rows.map(({ capture }) => capture))];
  const folds = dealRandomly(captures.length, seed);
  const foldOf = new Map(captures.map((capture, at) => [capture, folds[at]]));
  return Uint8Array.from(rows, ({ capture }) => foldOf.get(capture) ?? 0);
}

function dealRandomly(count: number, seed: number): Uint8Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  createRandom(seed).shuffle(order);
  const folds = new Uint8Array(count);
  order.forEach((at, position) => (folds[at] = position % randomFolds));
  return folds;
}

function foldsBySource(rows: readonly PacketRow[]): Uint8Array {
  const sizes = new Map<string, number>();
  for (const { source } of rows) sizes.set(source, (sizes.get(source) ?? 0) + 1);
  const bySize = [...sizes.keys()].sort((one, other) => (sizes.get(other) ?? 0) - (sizes.get(one) ?? 0));
  const mining = new Set(rows.filter(({ label }) => label === 1).map(({ source }) => source));
  const ordered = [...bySize.filter((source) => mining.has(source)), ...bySize.filter((source) => !mining.has(source))];
  const foldOf = new Map(ordered.map((source, at) => [source, at % Math.max(1, mining.size)]));
  return Uint8Array.from(rows, ({ source }) => foldOf.get(source) ?? 0);
}
