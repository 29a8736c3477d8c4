/** Leave-one-source-out: the opinions of models that never saw the source, as `npm run train` leaves them. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { priorLogOdds, riskOf, thresholds, verdictOf, weighModel } from '../../main/verdict/judge';
import { createBook, enter, isRecorded, origins, type Book } from './book';
import type { Opinion } from './judgement';

/** Where training leaves them: by source and pool or application, and by kind. */
export const heldOutFile = '.cache/training/held-out.json';
export const heldOutKindsFile = '.cache/training/held-out-kinds.json';

const heldOutSchema = z.object({
  /** Name and version of the kind of model. */
  model: z.string(),
  command: z.string(),
  connections: z.array(
    z.object({
      source: z.string(),
      group: z.string(),
      file: z.string(),
      kind: z.string(),
      /** 1 mining, 0 not. */
      label: z.union([z.literal(0), z.literal(1)]),
      seconds: z.number(),
      origin: z.enum(origins),
      /** Seconds since the first packet, messages so far, calibrated log likelihood ratio in nats; in order. */
      scorings: z.array(z.tuple([z.number(), z.number(), z.number()])),
    }),
  ),
});
export type HeldOut = z.infer<typeof heldOutSchema>;

export type HeldOutFailure = {
  readonly kind: 'missing' | 'not-held-out';
  readonly message: string;
  readonly remedy: string;
};

/** Reads the file. */
export function readHeldOut(path: string): HeldOut | HeldOutFailure {
  const remedy = 'Run npm run train first (for kinds with --leave-out kinds), or name the file that it left.';
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const message = `The held-out opinions in ${path} cannot be read (${(error as Error).message}).`;
    return { kind: 'missing', message, remedy };
  }
  const parsed = heldOutSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const message = `${path} does not hold held-out opinions: ${issue.path.join('.')}: ${issue.message}.`;
  return { kind: 'not-held-out', message, remedy };
}

/** Those of generated connections whose kind was left out: recorded traffic has no kinds. */
export function ofKindsLeftOut(heldOut: HeldOut): HeldOut {
  const connections = heldOut.connections.filter(({ origin, scorings }) => !isRecorded(origin) && scorings.length > 0);
  return { ...heldOut, connections };
}

/** Counts the verdicts that these opinions alone would have led to. */
export function judgeHeldOut(heldOut: HeldOut): Book {
  const book = createBook();
  for (const { source, file, group, kind, label, seconds, origin, scorings } of heldOut.connections) {
    const truth = label === 1 ? 'mining' : 'other';
    const where = file === '' ? group : file;
    // Generated kinds are sources of their own while training; here they are one.
    const name = isRecorded(origin) ? source : origin;
    enter(book, origin, name, { ...opinionOf(scorings), truth, kind, seconds, where });
  }
  return book;
}

function opinionOf(scorings: HeldOut['connections'][number]['scorings']): Opinion {
  const weights = scorings.map(([seconds, , ratio], at) => weighModel(ratio, scorings[at - 1]?.[2] ?? null, seconds));
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
