/** What is known of the computer that Kanaria runs on: programs, processor and power. */
import { z } from 'zod';

/** Why there is no figure. */
export const unavailableReasonSchema = z.enum([
  /** This system or machine has no such sensor or interface. */
  'not-supported',
  'no-permission',
  /** The program that would tell is not installed. */
  'no-tool',
  /** A rate needs a second reading; it comes with the next one. */
  'warming-up',
  /** It was there and is no longer. */
  'vanished',
  /** A battery: the machine runs from the mains, so that it tells nothing of what the machine takes. */
  'plugged-in',
  /** It is there and can't be read, for another reason. */
  'unreadable',
]);
export type UnavailableReason = z.infer<typeof unavailableReasonSchema>;

/** What watts come from. */
export const powerDriverSchema = z.enum([
  'rapl',
  'battery',
  'hwmon',
  'nvidia-smi',
  'ioreg',
  'powermetrics',
  'emi',
  /** A process's share of the processor's power: its share of the processor time. */
  'share-of-processor',
  /** Between the watts that the person gave for idle and for full load. */
  'given-range',
]);
export type PowerDriver = z.infer<typeof powerDriverSchema>;

/** Watts with where they come from. Measured, estimated and unavailable are three different things. */
export const wattsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('measured'), watts: z.number(), driver: powerDriverSchema }),
  z.object({ kind: z.literal('estimated'), watts: z.number(), driver: powerDriverSchema }),
  z.object({ kind: z.literal('unavailable'), reason: unavailableReasonSchema }),
]);
export type Watts = z.infer<typeof wattsSchema>;

/** Of what a power source tells. `machine` is all of it, `processor` one package of it. */
export const powerPartSchema = z.enum(['machine', 'processor', 'cores', 'memory', 'gpu', 'other']);
export type PowerPart = z.infer<typeof powerPartSchema>;

/** One sensor. */
export const powerSourceSchema = z.object({
  /** Stable on this machine, such as `rapl:intel-rapl:0`. */
  id: z.string(),
  driver: powerDriverSchema,
  part: powerPartSchema,
  /** The sensor's own name, such as `package-0`. */
  label: z.string(),
  watts: wattsSchema,
});
export type PowerSource = z.infer<typeof powerSourceSchema>;

export const powerReportSchema = z.object({
  /** The widest figure there is: of the machine, else of processor and memory (and GPU). */
  total: wattsSchema,
  /** What `total` is the power of; null when unavailable. */
  scope: z.enum(['machine', 'processor']).nullable(),
  sources: z.array(powerSourceSchema),
  /** One command or line that makes more readable, with what it is for; null when nothing helps. */
  advice: z.object({ purpose: z.enum(['allow-rapl', 'allow-powermetrics']), command: z.string() }).nullable(),
});
export type PowerReport = z.infer<typeof powerReportSchema>;

/** This machine's own idle level. */
export const baselineSchema = z.object({
  /** `given`: power is estimated between the watts that a person gave, and idle is one of them. */
  state: z.enum(['learning', 'learned', 'given', 'unavailable']),
  /** Watts in the scope of the total, at idle; null until learned. */
  idleWatts: z.number().nullable(),
  /** Seconds of quiet that were seen, and how many are needed. */
  quietSeconds: z.number(),
  neededSeconds: z.number(),
});
export type Baseline = z.infer<typeof baselineSchema>;

/** Energy that a finding may have burnt; what it costs is worked out where the price is known. */
export const energySchema = z.object({
  /** ISO time of the first connection that was found mining and belongs to this computer; null without one. */
  since: z.string().nullable(),
  /** Watt-hours above idle since then; null where it is not known. */
  wattHours: z.number().nullable(),
  /** Power above idle over the last minute; null where it is not known. */
  wattsAboveIdle: z.number().nullable(),
});
export type Energy = z.infer<typeof energySchema>;

/** A hint at what a program does, never a proof. */
export const processHintSchema = z.enum([
  /** Resident memory is that of RandomX's data set (2,080 MiB) and caches. */
  'randomx-memory',
]);
export type ProcessHint = z.infer<typeof processHintSchema>;

/** One program that runs here. Processor use in cores: 1 is one core fully used. */
export const processReportSchema = z.object({
  pid: z.int(),
  name: z.string(),
  /** Absolute path of the executable; null where this user may not know it. */
  path: z.string().nullable(),
  parent: z.object({ pid: z.int(), name: z.string() }).nullable(),
  user: z.string().nullable(),
  /** ISO. */
  startedAt: z.string().nullable(),
  /** Shortened; passwords, tokens and wallets are left out. */
  commandLine: z.string().nullable(),
  /** Of the container or network namespace it runs in; null on the machine itself. */
  container: z.string().nullable(),
  isBrowser: z.boolean(),
  /** Over the last ten seconds, over the last minute, and over the last minute with all descendants. */
  cpu: z.number().nullable(),
  cpuMinute: z.number().nullable(),
  treeCpuMinute: z.number().nullable(),
  /** Coefficient of variation of the processor use, and over how many seconds, at most 600. */
  variation: z.number().nullable(),
  variationSeconds: z.number(),
  residentBytes: z.number().nullable(),
  hints: z.array(processHintSchema),
  watts: wattsSchema,
});
export type ProcessReport = z.infer<typeof processReportSchema>;

/** Why the owner of a connection is not known. */
export const ownerUnknownReasonSchema = z.enum([
  /** The answer is on its way. */
  'looking',
  /** A file or the demo: its packets are not of now. */
  'not-live',
  /** Both ends are other machines. */
  'not-this-computer',
  'no-permission',
  /** The socket had gone before it could be looked up. */
  'gone',
  /** Several programs serve the same port, and the system does not tell them apart. */
  'shared',
  'not-supported',
  'tool-failed',
]);
export type OwnerUnknownReason = z.infer<typeof ownerUnknownReasonSchema>;

/** Whose connection it is. */
export const ownerReportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known'), process: processReportSchema }),
  z.object({ kind: z.literal('unknown'), reason: ownerUnknownReasonSchema }),
]);
export type OwnerReport = z.infer<typeof ownerReportSchema>;

/** A moment of the recent past. Processor use as a share of all cores, 0..1. */
export const hostPointSchema = z.object({ at: z.string(), cpu: z.number().nullable(), watts: z.number().nullable() });
export type HostPoint = z.infer<typeof hostPointSchema>;

/** What a flagged connection did in the same time: bytes in steps. */
export const hostActivitySchema = z.object({
  key: z.string(),
  /** Server name or address with port. */
  label: z.string(),
  program: z.string().nullable(),
  verdict: z.enum(['mining', 'suspicious']),
  /** Bytes in both directions by step; `at` is the start of the step, ISO. */
  points: z.array(z.object({ at: z.string(), bytes: z.number() })),
});
export type HostActivity = z.infer<typeof hostActivitySchema>;

/** The computer as it is now. */
export const hostReportSchema = z.object({
  /** ISO. */
  at: z.string(),
  system: z.enum(['linux', 'darwin', 'win32', 'other']),
  cpu: z.object({
    /** Share of all cores in use over the last ten seconds, 0..1; null until there are two readings. */
    usage: z.number().nullable(),
    perCore: z.array(z.number()),
    reason: unavailableReasonSchema.nullable(),
  }),
  /** The busiest programs of the last minute and the owners of flagged connections, busiest first. */
  processes: z.array(processReportSchema),
  power: powerReportSchema,
  baseline: baselineSchema,
  energy: energySchema,
  /** The last 30 minutes, oldest first. */
  history: z.array(hostPointSchema),
  activity: z.array(hostActivitySchema),
});
export type HostReport = z.infer<typeof hostReportSchema>;
