/** What a failure or a warning is about, as data: its text in the reader's language is made from it. */
import { z } from 'zod';

/** Why this user cannot capture. `group` and `tool` name which one where a cause speaks of one. */
export const accessCauseSchema = z.object({
  code: z.enum([
    'withheld-by-system',
    'no-capability',
    'needs-own-rights',
    'not-installed',
    'not-executable',
    'not-in-group',
    'group-needs-login',
    'bpf-closed',
    'no-npcap',
    'npcap-for-administrators',
    'npcap-stopped',
    'npcap-refuses',
  ]),
  group: z.string().optional(),
  tool: z.string().optional(),
});
export type AccessCause = z.infer<typeof accessCauseSchema>;

/** What a file is that was taken for a capture. */
export const foreignFormSchema = z.enum([
  'folder',
  'snoop',
  'netxray',
  'netmon',
  'zstd',
  'xz',
  'bzip2',
  'lz4',
  'gzip-twice',
  'zip',
  '7z',
]);
export type ForeignForm = z.infer<typeof foreignFormSchema>;

/** The circumstances of a failure, as far as its kind has any. */
export const failureAboutSchema = z.object({
  /** What was tried; reading where nothing is said. */
  deed: z.enum(['write', 'capture', 'scan', 'list']).optional(),
  /** The path, the interface or the filter. */
  subject: z.string().optional(),
  tool: z.string().optional(),
  form: foreignFormSchema.optional(),
  cause: accessCauseSchema.optional(),
  /** The first line of a list that is no entry. */
  badLine: z.object({ line: z.int(), text: z.string() }).optional(),
  /** What could be chosen instead. */
  choices: z.array(z.string()).optional(),
  /** One command that mends it. */
  command: z.string().optional(),
  /** What a tool or the system said, in its own words. */
  words: z.string().optional(),
});
export type FailureAbout = z.infer<typeof failureAboutSchema>;

/** What a run lacks or has lost without failing. `text` is one English sentence. */
export const warningSchema = z.discriminatedUnion('code', [
  z.object({ code: z.enum(['user-timestamps', 'no-drop-counter', 'always-promiscuous']), text: z.string() }),
  /** The input is damaged from this byte on; `words` says how. */
  z.object({
    code: z.literal('damaged'),
    text: z.string(),
    subject: z.string(),
    atByte: z.number(),
    words: z.string(),
  }),
  z.object({ code: z.literal('unplugged'), text: z.string(), interfaceName: z.string() }),
  /** A list of pools could not be read and does not count. */
  z.object({ code: z.literal('pool-list-left-out'), text: z.string(), subject: z.string() }),
  z.object({ code: z.literal('unseen-while-paused'), text: z.string(), packets: z.int() }),
  /** All packets of the input were skipped, for these reasons: it may hold anything. */
  z.object({
    code: z.literal('nothing-judged'),
    text: z.string(),
    packets: z.int(),
    notIp: z.int(),
    damaged: z.int(),
    unknownLinkType: z.int(),
  }),
]);
export type Warning = z.infer<typeof warningSchema>;
