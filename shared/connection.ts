/**
 * What Kanaria says about one connection: the stable JSON of `analyze`, `watch`, the window and every report.
 * Fields may be added, never renamed.
 */
import { z } from 'zod';
import { deviceSchema } from './device';
import { evidenceFactSchema } from './evidence-fact';
import { failureAboutSchema } from './failure-about';

/** The four verdicts. `mining` is reserved for what somebody should be woken for; `undecided` means too little was seen. */
export const verdictSchema = z.enum(['mining', 'suspicious', 'undecided', 'clear']);
export type Verdict = z.infer<typeof verdictSchema>;

/** What a piece of evidence rests on. `model` is the classifier's opinion; everything else is observed. */
export const evidenceKindSchema = z.enum([
  'model',
  'stratum',
  'pool-name',
  'tls',
  'rhythm',
  'process',
  'similarity',
  'cpu',
  'power',
  'allow-list',
]);
export type EvidenceKind = z.infer<typeof evidenceKindSchema>;

/**
 * One reason for or against mining. `weight` is the size of its share in the log-odds of `risk`, in nats, never
 * negative; `towards` gives its direction. A weight of 0 is a remark that explains without deciding.
 */
export const evidenceSchema = z.object({
  kind: evidenceKindSchema,
  towards: z.enum(['mining', 'clear']),
  weight: z.number().min(0),
  /** One English sentence. */
  text: z.string(),
  /** The observation behind the text, for other languages and programs. */
  fact: evidenceFactSchema,
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** A point in a connection's life, counted from its first packet, packets in both directions. */
export const momentSchema = z.object({ afterMs: z.number(), afterPackets: z.int() });
export type Moment = z.infer<typeof momentSchema>;

export const endpointSchema = z.object({ address: z.string(), port: z.int().min(0).max(65535) });
export type Endpoint = z.infer<typeof endpointSchema>;

const perDirection = z.object({ up: z.number(), down: z.number() });

/** One connection with its verdict. Times are ISO 8601 in UTC, `durationMs` counts only forward steps of the clock. */
export const connectionSchema = z.object({
  /** Community ID v1. */
  id: z.string(),
  /** The same text for every connection of one reconnecting miner, or null. */
  series: z.string().nullable(),
  protocol: z.enum(['tcp', 'udp', 'other']),
  client: endpointSchema,
  server: endpointSchema.extend({ name: z.string().nullable() }),
  start: z.string(),
  end: z.string(),
  durationMs: z.number(),
  packets: perDirection,
  /** Bytes of the innermost IP packets as on the wire, headers included. */
  bytes: perDirection,
  /** The local address that it belongs to, one of a device's `addresses`; null where neither end is local. */
  device: z.string().nullable(),
  /** Calibrated probability of mining, 0..1. */
  risk: z.number().min(0).max(1),
  verdict: verdictSchema,
  firstFlagged: momentSchema.extend({ by: z.enum(['model', 'evidence']) }).nullable(),
  firstEvidence: momentSchema.nullable(),
  firstByModel: momentSchema.nullable(),
  evidence: z.array(evidenceSchema),
});
export type Connection = z.infer<typeof connectionSchema>;

/** What went wrong, in one sentence, with what to do next. */
export const failureSchema = z.object({
  kind: z.enum([
    'missing',
    'empty',
    'not-a-capture',
    'not-a-list',
    'no-pools',
    'unreadable',
    'no-permission',
    'no-interface',
    'no-tool',
    'bad-filter',
    'interface-down',
    'disk-full',
    'not-saved',
    'tool-failed',
    'bad-request',
    'not-found',
    'engine-down',
    'internal',
  ]),
  message: z.string(),
  remedy: z.string(),
  /** The circumstances behind the two sentences, for other languages. */
  about: failureAboutSchema.optional(),
});
export type Failure = z.infer<typeof failureSchema>;

export const skippedSchema = z.object({
  notIp: z.int(),
  malformed: z.int(),
  truncated: z.int(),
  unknownLinkType: z.int(),
});

export const inputSchema = z.object({
  kind: z.enum(['file', 'stdin', 'interface', 'demo']),
  path: z.string().nullable(),
  sha256: z.string().nullable(),
  linkTypes: z.array(z.string()),
  packets: z.int(),
  bytes: z.number(),
  duplicates: z.int(),
  /** Byte offset of the first damaged record, or null; of a gzip file, in what it unpacks to. */
  damagedAt: z.number().nullable(),
  skipped: skippedSchema,
  /** Packets the kernel or the tool dropped; null where the source cannot tell. */
  dropped: z.int().nullable(),
  firstPacket: z.string().nullable(),
  lastPacket: z.string().nullable(),
});
export type Input = z.infer<typeof inputSchema>;

export const summarySchema = z.object({
  connections: z.int(),
  mining: z.int(),
  suspicious: z.int(),
  undecided: z.int(),
  /** Connections that left the bounded table early to make room. */
  evicted: z.int(),
  elapsedMs: z.number(),
  /** True when the run was interrupted before the input ended. What is listened to has no end. */
  isPartial: z.boolean(),
});
export type Summary = z.infer<typeof summarySchema>;

export const toolSchema = z.object({
  name: z.literal('kanaria'),
  version: z.string(),
  model: z.object({ name: z.string(), version: z.string(), sha256: z.string() }),
});
export type Tool = z.infer<typeof toolSchema>;

/** One analysed input: the object that `analyze --format json` prints. */
export const analysisSchema = z.object({
  schema: z.literal('kanaria/analysis@1'),
  tool: toolSchema,
  input: inputSchema,
  connections: z.array(connectionSchema),
  /** Devices of the local network, riskiest first, at most 200. */
  devices: z.array(deviceSchema),
  summary: summarySchema,
});
export type Analysis = z.infer<typeof analysisSchema>;
