/**
 * What Kanaria says about a file: the stable JSON of `kanaria scan`, the Files screen and the evidence about a
 * connection's program. Fields may be added, never renamed.
 */
import { z } from 'zod';

/**
 * How near a file is to known miners. `very-close` and `match` are findings; `possible` is a distance that means nothing
 * without other evidence; `not-assessable` says that the file's bytes tell nothing (packed, encrypted, too small).
 */
export const assessmentSchema = z.enum(['very-close', 'match', 'possible', 'none', 'not-assessable']);
export type Assessment = z.infer<typeof assessmentSchema>;

export const fileFormatSchema = z.enum(['elf', 'pe', 'mach-o', 'script', 'other']);
export type FileFormat = z.infer<typeof fileFormatSchema>;

/** One reason behind an assessment, as data: the sentence is made from it in the reader's language. */
export const fileReasonSchema = z.discriminatedUnion('code', [
  /** How near the nearest centre or member is. `threshold`: up to where a file matches this cluster. */
  z.object({ code: z.literal('distance'), distance: z.int(), cluster: z.string(), threshold: z.int() }),
  /** Only without its length term, or without bytes appended to the executable, is the file near: padded. */
  z.object({
    code: z.literal('padded'),
    distanceWithoutLength: z.int(),
    /** Of the executable without the bytes after it; null where only the length was left out. */
    distanceWithoutOverlay: z.int().nullable(),
    cluster: z.string(),
    overlayBytes: z.number(),
  }),
  /** A trait read from the file that miners have: an algorithm's name, a pool's address form, a wallet pattern. */
  z.object({
    code: z.literal('trait'),
    trait: z.enum(['algorithm', 'pool-scheme', 'pool-name', 'donation', 'wallet', 'miner-name', 'import']),
    found: z.array(z.string()),
  }),
  /** So many different miners and pools are named that it looks like a list of them: traits count for nothing. */
  z.object({ code: z.literal('name-list'), names: z.int() }),
  z.object({ code: z.literal('packed'), packer: z.string().nullable(), entropy: z.number().nullable() }),
  z.object({ code: z.literal('too-small'), bytes: z.number() }),
  z.object({ code: z.literal('too-uniform') }),
  /** Only the first `readBytes` of so many bytes were read: no digest of the whole, traits of the beginning. */
  z.object({ code: z.literal('too-large'), bytes: z.number(), readBytes: z.number() }),
  z.object({ code: z.literal('bad-digest') }),
  /** Nothing among the centres is within the widest distance looked at. */
  z.object({ code: z.literal('far'), widest: z.int() }),
]);
export type FileReason = z.infer<typeof fileReasonSchema>;

/** A near cluster, its centre's distance, and the member nearest to the file. */
export const nearestClusterSchema = z.object({
  cluster: z.string(),
  family: z.string(),
  distance: z.int(),
  distanceWithoutLength: z.int(),
  member: z.object({ name: z.string(), version: z.string().nullable(), distance: z.int() }).nullable(),
  /** Up to this distance of centre or member a file matches; the cluster file's threshold where absent. */
  limit: z.int().optional(),
});
export type NearestCluster = z.infer<typeof nearestClusterSchema>;

/** One file of a scan. With `--digests` there is no file: `path` is the label or null, size and SHA-256 are null. */
export const scannedFileSchema = z.object({
  path: z.string().nullable(),
  size: z.number().nullable(),
  sha256: z.string().nullable(),
  /** `T1` and 70 hex digits, or null where the bytes give no digest. */
  tlsh: z.string().nullable(),
  format: fileFormatSchema.nullable(),
  assessment: assessmentSchema,
  /** English sentences, the deciding one first. */
  why: z.array(z.string()),
  /** The same reasons as data. */
  reasons: z.array(fileReasonSchema),
  /** At most five, nearest first. */
  nearest: z.array(nearestClusterSchema),
  /** Processes that run this file, with `--processes`. */
  processes: z.array(z.object({ pid: z.int(), name: z.string() })).optional(),
  /** With `--processes`: true when the file was deleted after it was started; `path` is where it was. */
  isDeleted: z.boolean().optional(),
});
export type ScannedFile = z.infer<typeof scannedFileSchema>;

/** Why a file was left out. Each is counted and the first few of a kind are named. */
export const skippedFileSchema = z.object({
  path: z.string(),
  reason: z.enum([
    'no-permission',
    'missing',
    'special-file',
    'symlink-loop',
    /** A link inside a folder: what it points to is scanned where it lies. */
    'symlink',
    /** /proc, /sys and their like inside a folder: files that are no files. */
    'virtual-filesystem',
    'changed-while-read',
    'read-failed',
    'archive-damaged',
    'archive-too-large',
    'archive-too-deep',
    'archive-encrypted',
    /** Compressed in a way that Kanaria does not know. */
    'archive-unsupported',
  ]),
});
export type SkippedFile = z.infer<typeof skippedFileSchema>;

export const scanSummarySchema = z.object({
  files: z.int(),
  bytes: z.number(),
  veryClose: z.int(),
  match: z.int(),
  possible: z.int(),
  none: z.int(),
  notAssessable: z.int(),
  skipped: z.int(),
  skippedBy: z.record(z.string(), z.int()),
  elapsedMs: z.number(),
  /** True when the scan was stopped before its end. */
  isPartial: z.boolean(),
});
export type ScanSummary = z.infer<typeof scanSummarySchema>;

/** The object that `scan --format json` prints. */
export const scanSchema = z.object({
  schema: z.literal('kanaria/scan@1'),
  tool: z.object({ name: z.literal('kanaria'), version: z.string() }),
  clusters: z.object({ path: z.string(), clusters: z.int(), threshold: z.int() }),
  files: z.array(scannedFileSchema),
  skipped: z.array(skippedFileSchema),
  summary: scanSummarySchema,
});
export type Scan = z.infer<typeof scanSchema>;
