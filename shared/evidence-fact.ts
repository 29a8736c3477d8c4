/** What was observed, as data: the text of a piece of evidence is made from it in the reader's language. */
import { z } from 'zod';
import { ownerUnknownReasonSchema, powerDriverSchema } from './host';
import { listDateOriginSchema } from './pool-list';
import { assessmentSchema, fileReasonSchema, nearestClusterSchema } from './similarity';

/** What a TLS handshake can say for or against mining. */
export const tlsTraitSchema = z.enum([
  /** The client names no server and offers no protocol, as miners do by default. */
  'no-name-no-protocol',
  /** The client names an IP address, which no browser does. */
  'address-as-name',
  /** The client names a public host and offers HTTP. */
  'web-protocol',
  'self-signed',
  /** A self-signed certificate as pool software makes it for itself. */
  'nodejs-pool-certificate',
  'p2pool-certificate',
  'xmrig-certificate',
]);
export type TlsTrait = z.infer<typeof tlsTraitSchema>;

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
  /** Only packets of this end were captured; what the other one sent is read from their acknowledgements. */
  z.object({ code: z.literal('one-direction'), captured: z.enum(['client', 'server']) }),
  /** Its handshake was not captured: what it said first may be missing, and its client is guessed. */
  z.object({ code: z.literal('begun-before') }),
  /** Another connection of this client to the same server and port was found mining. */
  z.object({ code: z.literal('returning-miner') }),
  z.object({
    code: z.literal('dialect'),
    dialect: z.enum(['cryptonote', 'stratum-v1', 'ethereum', 'coinhive', 'getwork', 'stratum-v2', 'duino-coin']),
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
  /** Both ends speak plain text, and it is no mining dialect that is known. */
  z.object({ code: z.literal('other-plain-text') }),
  /** What the pool's own figures tell of the miner. */
  z.object({
    code: z.literal('pool-work'),
    coin: z.string().nullable(),
    algorithm: z.string().nullable(),
    /** Name of the server. */
    pool: z.string().nullable(),
    /** Login or worker name, shortened. */
    worker: z.string().nullable(),
    submitted: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    seconds: z.number(),
    /** What is counted: hashes, or solutions of Equihash. */
    unit: z.enum(['H', 'Sol']),
    /** What a share takes at present: hashes (or solutions), or a difficulty whose unit is that of an algorithm which was not named. */
    share: z.object({ unit: z.enum(['hashes', 'difficulty']), value: z.number() }).nullable(),
    /**
     * From the accepted shares, with the 95 % interval of their number; null where the work of a share is not known, or no
     * answer to the submitted ones was read.
     */
    hashesPerSecond: z.object({ estimate: z.number(), low: z.number(), high: z.number() }).nullable(),
    /** What the miner says itself. */
    claimedHashesPerSecond: z.number().nullable(),
  }),
  z.object({
    code: z.literal('pool-name'),
    name: z.string(),
    matched: z.string(),
    strength: z.enum(['known', 'word']),
    source: z.enum(['tls', 'http', 'dns']),
  }),
  /** A list that a person imported holds the server's name or its address. */
  z.object({
    code: z.literal('pool-list'),
    /** The name or address of the server. */
    name: z.string(),
    matched: z.string(),
    source: z.enum(['tls', 'http', 'dns', 'address']),
    list: z.string(),
    /** Where the list is from, and of when it is (ISO 8601): by its own word, or by that of the import or the file. */
    listSource: z.string().nullable(),
    listDate: z.string(),
    listDateOrigin: listDateOriginSchema,
  }),
  z.object({
    code: z.literal('tls-hello'),
    /** Whether the client's side of the handshake was seen: only then does a missing name mean something. */
    hasHello: z.boolean(),
    serverName: z.string().nullable(),
    alpn: z.string().nullable(),
    /** The client's fingerprint, null unless all of its ClientHello was seen. */
    ja4: z.string().nullable(),
    /** What the server agreed to, such as `TLS 1.3`. */
    version: z.string().nullable(),
    /** The server's certificate, readable up to TLS 1.2. Names as in `C=US, CN=example.org`, dates in ISO 8601. */
    certificate: z
      .object({
        subject: z.string(),
        issuer: z.string(),
        isSelfSigned: z.boolean(),
        notBefore: z.string().nullable(),
        notAfter: z.string().nullable(),
      })
      .nullable(),
    /** Weights in nats, positive towards mining. */
    traits: z.array(z.object({ trait: tlsTraitSchema, weight: z.number() })),
    /** Names and traits together count only so much: the evidence's weight is less than the sum of its traits. */
    isLimited: z.boolean(),
  }),
  /** The file of the local program that owns the connection, compared with known miners. */
  z.object({
    code: z.literal('program-file'),
    program: z.string(),
    pid: z.int(),
    /** Of the executable; null where this user may not know it. */
    path: z.string().nullable(),
    /** null: the file could not be read. */
    assessment: assessmentSchema.nullable(),
    /** The deciding one. */
    reason: fileReasonSchema.nullable(),
    /** The cluster it is near to. */
    nearest: nearestClusterSchema.nullable(),
  }),
  /** What the program that owns the connection, with all it has started, does to the processor. Use in cores. */
  z.object({
    code: z.literal('owner-cpu'),
    /** `steady`: much and even, as hashing is; `uneven`: much, and not even; `some`; `idle`: next to nothing. */
    level: z.enum(['steady', 'uneven', 'some', 'idle']),
    program: z.string(),
    pid: z.int(),
    cores: z.number(),
    /** Coefficient of variation. */
    variation: z.number().nullable(),
    seconds: z.number(),
    /** Of the program: what it does may be for any of them. */
    openConnections: z.int(),
    /** A graphics processor is at work, so that an idle program may well be a miner. */
    isGpuBusy: z.boolean(),
    /** Processor seconds per kilobyte of the connection; null where too little was seen of either. */
    secondsPerKilobyte: z.number().nullable(),
  }),
  /** The machine's power beside its own idle level while the owner takes most of the processor. */
  z.object({
    code: z.literal('owner-power'),
    program: z.string(),
    pid: z.int(),
    watts: z.number(),
    idleWatts: z.number(),
    driver: powerDriverSchema,
    /** The owner's share of all processor time in use, 0..1. */
    share: z.number(),
  }),
  /**
   * Whether the owner works more in the seconds before its messages, as it does when these hand in what was computed.
   * `ratio`: its use then over its use at other times.
   */
  z.object({
    code: z.literal('work-before-messages'),
    program: z.string(),
    pid: z.int(),
    ratio: z.number(),
    messages: z.int(),
  }),
  /** The owner is a browser: which of its tabs it is can't be told. */
  z.object({ code: z.literal('owner-browser'), program: z.string(), pid: z.int() }),
  /** The program's memory is that of a miner of this kind: a hint. */
  z.object({ code: z.literal('owner-memory'), program: z.string(), pid: z.int(), residentBytes: z.number() }),
  /** The owner of a flagged connection is not known. With `not-this-computer`, processor and power of this one tell nothing. */
  z.object({ code: z.literal('owner-unknown'), reason: ownerUnknownReasonSchema }),
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
export type ProgramFact = Extract<EvidenceFact, { code: 'program-file' }>;
