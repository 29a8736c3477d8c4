/** The file of clusters that files are compared with: the one that ships, and those that people make and share. */
import { z } from 'zod';

/** `T1` and 70 hex digits in upper case. */
const digestSchema = z.string().regex(/^T1[0-9A-F]{70}$/, 'a digest is T1 and 70 hex digits in upper case');

/** A sample whose digest is known. `source` names an entry of the file's `sources`. */
export const clusterMemberSchema = z.object({
  digest: digestSchema,
  name: z.string().min(1),
  version: z.string().nullable(),
  source: z.string(),
});
export type ClusterMember = z.infer<typeof clusterMemberSchema>;

/** Files that are near each other. The centre is the digest of one of them. */
export const clusterSchema = z.object({
  /** Unique in the file, and what people read: family, versions, platform. */
  id: z.string().min(1),
  family: z.string().min(1),
  /** ISO date, or null where nobody recorded it. */
  firstSeen: z.string().nullable(),
  centre: digestSchema,
  /** Distance from the centre to the farthest sample. */
  radius: z.int().min(0),
  /** Samples, also those whose digest is not known here. */
  size: z.int().min(1),
  /** A file up to this far from the centre or a member is a match: the threshold, or less where other software is near. */
  limit: z.int().min(0),
  /** Samples whose digest is known, the nearest to the centre first. */
  members: z.array(clusterMemberSchema),
});
export type Cluster = z.infer<typeof clusterSchema>;

/** How the threshold was chosen. `nearest` lists what is not a miner and yet nearest to a cluster. */
export const calibrationSchema = z.object({
  harmless: z.int(),
  otherMalware: z.int(),
  /** How far below the nearest harmless file the threshold lies. */
  margin: z.int(),
  nearest: z.array(z.object({ distance: z.int(), name: z.string(), cluster: z.string() })),
  /** Candidates that were left out because malware that is no miner is as near as a sample of their own. */
  dropped: z.array(z.object({ name: z.string(), distance: z.int(), near: z.string() })),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** Where samples come from, and on what terms. */
export const clusterSourceSchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  licence: z.string(),
  note: z.string(),
});
export type ClusterSource = z.infer<typeof clusterSourceSchema>;

export const clusterFileSchema = z.object({
  schema: z.literal('kanaria/clusters@1'),
  /** Distance up to which a file is called a match, unless its cluster has a lower limit. */
  threshold: z.int().min(0).max(100),
  /** Null where nothing was compared with harmless files. */
  calibration: calibrationSchema.nullable(),
  sources: z.array(clusterSourceSchema),
  clusters: z.array(clusterSchema),
});
export type ClusterFile = z.infer<typeof clusterFileSchema>;
