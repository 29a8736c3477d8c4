/** What was observed, as data: the text of a piece of evidence is made from it in the reader's language. */
import { z } from 'zod';

/** The facts evidence can rest on. Sizes in bytes, intervals in seconds. */
export const evidenceFactSchema = z.discriminatedUnion('code', [
  /** The classifier's opinion: `likelihoodRatio` is how many times likelier what was seen is under mining. */
  z.object({
    code: z.literal('model-opinion'),
    model: z.enum(['flow', 'packet']),
    likelihoodRatio: z.number(),
    messages: z.int(),
    seconds: z.number(),
  }),
  z.object({ code: z.literal('too-little-seen'), messages: z.int(), seconds: z.number() }),
  z.object({ code: z.literal('not-tcp') }),
  z.object({
    code: z.literal('dialect'),
    dialect: z.enum(['cryptonote', 'stratum-v1', 'ethereum', 'coinhive', 'getwork', 'stratum-v2']),
    givenAwayBy: z.string(),
    agent: z.string().nullable(),
    login: z.string().nullable(),
    isWebSocket: z.boolean(),
    wasRefused: z.boolean(),
    jobs: z.int(),
    submits: z.int(),
    accepted: z.int(),
    rejected: z.int(),
  }),
  z.object({
    code: z.literal('pool-name'),
    name: z.string(),
    matched: z.string(),
    strength: z.enum(['known', 'word']),
    source: z.enum(['tls', 'http', 'dns']),
  }),
  z.object({ code: z.literal('tls-hello'), serverName: z.string().nullable(), alpn: z.string().nullable() }),
  /** The server speaks up by itself. */
  z.object({ code: z.literal('rhythm-pushes'), bytes: z.number(), everySeconds: z.number(), count: z.int() }),
  /** The client speaks up by itself; `answerBytes` null when it is rarely answered. */
  z.object({
    code: z.literal('rhythm-requests'),
    bytes: z.number(),
    everySeconds: z.number(),
    count: z.int(),
    answerBytes: z.number().nullable(),
  }),
]);
export type EvidenceFact = z.infer<typeof evidenceFactSchema>;
