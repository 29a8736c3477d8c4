/** What a window asks and hears about scanning files, and about the clusters that files are compared with. */
import { z } from 'zod';
import { failureSchema } from './connection';
import {
  assessmentSchema,
  fileFormatSchema,
  fileReasonSchema,
  nearestClusterSchema,
  scannedFileSchema,
  scanSummarySchema,
  skippedFileSchema,
} from './similarity';

/** What to scan: files and folders of the engine's machine, or the executables that run on it now. */
export const scanRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paths'), paths: z.array(z.string().min(1)).min(1).max(1000) }),
  z.object({ kind: z.literal('processes') }),
]);
export type ScanRequest = z.infer<typeof scanRequestSchema>;

/** A scanned file as a row of the table; the whole of it is asked for by its key. */
export const fileRowSchema = z.object({
  /** Unique within one scan. */
  key: z.string(),
  path: z.string(),
  size: z.number().nullable(),
  format: fileFormatSchema.nullable(),
  assessment: assessmentSchema,
  /** The cluster that decided, or the nearest. */
  nearest: nearestClusterSchema.nullable(),
  /** To that cluster's centre or its nearest member; of the file without its padding where that decided. */
  distance: z.int().nullable(),
  /** The deciding one. */
  reason: fileReasonSchema.nullable(),
  /** How many running processes run it; 0 where that was not looked at. */
  processes: z.int(),
});
export type FileRow = z.infer<typeof fileRowSchema>;

/** How far a running scan is. `null` figures are not known yet. */
export const scanProgressSchema = z.object({
  files: z.int(),
  filesInAll: z.int().nullable(),
  bytes: z.number(),
  bytesInAll: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  remainingMs: z.number().nullable(),
});
export type ScanProgress = z.infer<typeof scanProgressSchema>;

/** The newest scan as a whole. A scan that was stopped has `ended` with `summary.isPartial`. */
export const fileScanSchema = z.object({
  state: z.enum(['idle', 'running', 'ended', 'failed']),
  request: scanRequestSchema.nullable(),
  progress: scanProgressSchema,
  /** Counts so far. */
  summary: scanSummarySchema,
  /** The first files that were left out, of each reason; `summary.skippedBy` counts them all. */
  skipped: z.array(skippedFileSchema),
  /** Files that are counted but have no row, because a window shows at most `maxFileRows`. */
  hiddenRows: z.int(),
  failure: failureSchema.nullable(),
});
export type FileScan = z.infer<typeof fileScanSchema>;

export const scanSnapshotSchema = z.object({ scan: fileScanSchema, rows: z.array(fileRowSchema) });
export type ScanSnapshot = z.infer<typeof scanSnapshotSchema>;

/** What has changed since the last change or the snapshot: at most four a second. */
export const scanChangeSchema = z.object({
  scan: fileScanSchema,
  added: z.array(fileRowSchema),
  removed: z.array(z.string()),
  /** True when a new scan began: forget all rows before adding. */
  isReset: z.boolean(),
});
export type ScanChange = z.infer<typeof scanChangeSchema>;

/** All that is known of a scanned file. */
export const fileDetailSchema = scannedFileSchema.omit({ why: true }).extend({ key: z.string(), path: z.string() });
export type FileDetail = z.infer<typeof fileDetailSchema>;

/** A cluster of known miners in a list. `radius`: the distance from its centre to its farthest member. */
export const clusterEntrySchema = z.object({
  id: z.string(),
  family: z.string(),
  members: z.int(),
  radius: z.int(),
  /** ISO date, or null where nobody recorded it. */
  firstSeen: z.string().nullable(),
});
export type ClusterEntry = z.infer<typeof clusterEntrySchema>;

export const clusterListSchema = z.object({
  /** Distance up to which a file is called a match. */
  threshold: z.int(),
  clusters: z.array(clusterEntrySchema),
});
export type ClusterList = z.infer<typeof clusterListSchema>;

/** A cluster laid open: its centre, its members with their distances, and where a scanned file stands. */
export const clusterDetailSchema = clusterEntrySchema.extend({
  /** A file up to this far from the centre or a member is a match. */
  limit: z.int(),
  /** Digest of the centre. */
  centre: z.string(),
  /** Members whose digest is known, nearest to the centre first, at most `maxShownMembers`; `distance` is the one to the centre. */
  shown: z.array(
    z.object({
      name: z.string(),
      version: z.string().nullable(),
      tlsh: z.string(),
      distance: z.int(),
      /** To the file asked about, or null where none was. */
      fileDistance: z.int().nullable(),
    }),
  ),
  /** Distances between the shown members, row by row. */
  distances: z.array(z.array(z.int())),
  /** The file asked about: its distance to the centre. */
  file: z.object({ distance: z.int(), distanceWithoutLength: z.int() }).nullable(),
});
export type ClusterDetail = z.infer<typeof clusterDetailSchema>;
