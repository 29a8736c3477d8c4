/** Leave-one-source-out: the opinions of models that never saw the source, as `npm run train` leaves them. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { priorLogOdds, riskOf, thresholds, verdictOf, weighModel } from '../../main/verdict/judge';
import { createBook, enter, isRecorded, origins, type Book } from './book';
import type { Opinion } from './judgement';

/** Where training leaves them: by source and pool or application, and by kind. */
export const heldOutFile = '.cache/training/held-out.jsonl';
export const heldOutKindsFile = '.cache/training/held-out-kinds.jsonl';

const aboutSchema = z.object({
  /** Name and version of the kind of model. */
  model: z.string(),
  command: z.string(),
  /** How many follow. */
  connections: z.number(),
});
const connectionSchema = z.object({
  source: z.string(),
  /** The capture file, or the generated pool or application. */
  group: z.string(),
  kind: z.string(),
  /** 1 mining, 0 not. */
  label: z.union([z.literal(0), z.literal(1)]),
  seconds: z.number(),
  origin: z.enum(origins),
  /** Seconds since the first packet, messages so far, calibrated log likelihood ratio in nats; in order. */
  scorings: z.array(z.tuple([z.number(), z.number(), z.number()])),
});

export interface HeldOut {
  readonly model: string;
  readonly command: string;
  readonly connections: readonly z.infer<typeof connectionSchema>[];
}

export type HeldOutFailure = {
  readonly kind: 'missing' | 'not-held-out';
  readonly message: string;
  readonly remedy: string;
};

/** Reads the file, a line of JSON for what it is about and one for each connection. */
export async function readHeldOut(path: string): Promise<HeldOut | HeldOutFailure> {
  const remedy = 'Run npm run train first (for kinds with --leave-out kinds), or name the file that it left.';
  const notHeldOut = (message: string): HeldOutFailure => ({ kind: 'not-held-out', message, remedy });
  const connections: z.infer<typeof connectionSchema>[] = [];
  let about: z.infer<typeof aboutSchema> | null = null;
  try {
    for await (const line of createInterface(createReadStream(path))) {
      const content: unknown = JSON.parse(line);
      if (about === null) about = aboutSchema.parse(content);
      else connections.push(connectionSchema.parse(content));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) {
      const message = `The held-out opinions in ${path} cannot be read (${(error as Error).message}).`;
      return { kind: 'missing', message, remedy };
    }
    const line = about === null ? 1 : connections.length + 2;
    return notHeldOut(`${path} does not hold held-out opinions: line ${line}: ${why(error)}.`);
  }
  if (about !== null && about.connections === connections.length) return { ...about, connections };
  return notHeldOut(`${path} ends early: ${connections.length} of ${about?.connections ?? 'its'} connections.`);
}

function why(error: unknown): string {
  if (!(error instanceof z.ZodError)) return (error as Error).message;
  const [issue] = error.issues;
  return `${issue.path.join('.')}: ${issue.message}`;
}

/** Those of generated connections whose kind was left out: recorded traffic has no kinds. */
export function ofKindsLeftOut(heldOut: HeldOut): HeldOut {
  const connections = heldOut.connections.filter(({ origin, scorings }) => !isRecorded(origin) && scorings.length > 0);
  return { ...heldOut, connections };
}

/** Counts the verdicts that these opinions alone would have led to. */
export function judgeHeldOut(heldOut: HeldOut): Book {
  const book = createBook();
  for (const { source, group, kind, label, seconds, origin, scorings } of heldOut.connections) {
    const truth = label === 1 ? 'mining' : 'other';
    // Generated kinds are sources of their own while training; here they are one.
    const name = isRecorded(origin) ? source : origin;
    enter(book, origin, name, { ...opinionOf(scorings), truth, kind, seconds, where: group });
  }
  return book;
}

function opinionOf(scorings: HeldOut['connections'][number]['scorings']): Opinion {
  const weights = scorings.map(([, , ratio], at) => weighModel(ratio, scorings[at - 1]?.[2] ?? null));
  const opinions = weights.map((modelWeight) => ({ modelWeight, dialectWeight: 0, nameWeight: 0 }));
  const first = opinions.findIndex((opinion) => riskOf(opinion) >= thresholds.mining);
  const last = opinions.at(-1);
  return {
    verdict: last ? verdictOf(last) : 'undecided',
    wasMining: first >= 0,
    isScored: last !== undefined,
    evidence: last?.modelWeight ?? 0,
    evidencePackets: null,
    evidencePacketsOfTalk: null,
    rhythmSeconds: first >= 0 ? scorings[first][0] : null,
  };
}

/** Log-odds of risk before anything was seen: what the product states. */
export const statedPrior = 1 / (1 + Math.exp(-priorLogOdds));
