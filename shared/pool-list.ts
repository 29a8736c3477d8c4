/** Lists of pools that a person imported: plain text, one domain, address or address range a line. */
import { z } from 'zod';

/** What the date of a list is: the one it tells, or, where none can be read in it, that of its import or of its file. */
export const listDateOriginSchema = z.enum(['list', 'import', 'file']);
export type ListDateOrigin = z.infer<typeof listDateOriginSchema>;

/** What is kept of a list besides its text. */
export const poolListSchema = z.object({
  /** Unique among the lists; the name of its file without ending. */
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  name: z.string(),
  /** Where it is from: what the list tells, else the file it was imported from. */
  source: z.string().nullable(),
  /** ISO 8601. */
  date: z.string(),
  dateOrigin: listDateOriginSchema.default('list'),
  importedAt: z.string(),
  /** Domains, addresses and ranges. */
  entries: z.int(),
  /** Lines that could not be understood, and the first of them. */
  badLines: z.int(),
  firstBad: z.object({ line: z.int(), text: z.string() }).nullable(),
});
export type PoolList = z.infer<typeof poolListSchema>;

/** A larger file is refused, in bytes. */
export const maxPoolListBytes = 64_000_000;
