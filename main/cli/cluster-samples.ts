/** What is to be clustered, from files or from a list of digests. */
import type { Failure } from '../../shared/connection';
import type { ScannedFile, SkippedFile } from '../../shared/similarity';
import { groupBy } from '../similarity/clusters/group-by';
import type { Sample } from '../similarity/clusters/sample';
import { formatDigest } from '../similarity/tlsh/format-digest';
import { parseDigest } from '../similarity/tlsh/parse-digest';
import { defaultVariant } from '../similarity/tlsh/tlsh-digest';
import { isSameVariant } from '../similarity/tlsh/variants';
import { startScan, type ScanCallbacks } from '../similarity/scan/scan-session';
import { describeReadFailure } from '../capture/file-failure';
import { describeLeftOut, skippedWords } from './format-scan-summary';
import { readDigestLines } from './scan-digest-lines';

/** What samples are called where they do not tell it themselves. */
export interface SampleLabels {
  /** Null: what a file says of itself, else {@link unnamedFamily}. */
  readonly family: string | null;
  /** ISO date on which they were first seen: today. */
  readonly firstSeen: string;
}

/** What is not clustered, and why. Of a line in a list, `path` is the name of the list, a colon and the line's number. */
export interface SkippedSample {
  readonly path: string;
  readonly reason: SkippedFile['reason'] | NoDigestReason | 'bad-digest';
}

export type CollectedSamples =
  | {
      readonly kind: 'collected';
      readonly samples: Sample[];
      readonly skipped: readonly SkippedSample[];
      /** False where something was left out that was not meant to be, as links in folders are. */
      readonly isComplete: boolean;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

export const unnamedFamily = 'Unnamed';
/** Id of the source of own samples in a cluster file. */
export const ownSource = 'own-samples';

const noDigestReasons = ['too-small', 'too-uniform', 'too-large'] as const;
type NoDigestReason = (typeof noDigestReasons)[number];

const words: Record<SkippedSample['reason'], string> = {
  ...skippedWords,
  'too-small': 'too small for a digest',
  'too-uniform': 'too uniform for a digest',
  'too-large': 'too large for a digest',
  'bad-digest': 'no digest (T1 and 70 hex digits)',
};

/** Reads `digest[,name[,version]]` a line; blank lines and such as begin with # are left out. */
export async function collectDigests(file: string, labels: SampleLabels): Promise<CollectedSamples> {
  const list = file === '-' ? 'standard input' : file;
  const samples: Sample[] = [];
  const skipped: SkippedSample[] = [];
  let number = 0;
  try {
    for await (const line of readDigestLines(file)) {
      number++;
      if (line.trim() === '' || line.startsWith('#')) continue;
      const [text, name = '', version = ''] = line.split(',').map((cell) => cell.trim());
      const digest = parseDigest(text);
      if (digest === null || !isSameVariant(digest.variant, defaultVariant)) {
        skipped.push({ path: `${list}:${number}`, reason: 'bad-digest' });
      } else samples.push(makeSample(formatDigest(digest), name || text, version || null, labels.family, labels));
    }
  } catch (error) {
    return { kind: 'failed', failure: describeReadFailure(error, list) };
  }
  return { kind: 'collected', samples, skipped, isComplete: skipped.length === 0 };
}

/** Hashes files, folders and what is in archives. */
export async function collectFiles(
  paths: readonly (string | Buffer)[],
  labels: SampleLabels,
  signal: AbortSignal,
  onProgress: NonNullable<ScanCallbacks['onProgress']>,
): Promise<CollectedSamples> {
  const samples: Sample[] = [];
  const skipped: SkippedSample[] = [];
  let withoutDigest = 0;
  const session = startScan(
    { kind: 'paths', paths },
    {
      onFile: (file) => {
        if (file.tlsh !== null) samples.push(readFileSample(file, file.tlsh, labels));
        else {
          withoutDigest++;
          skipped.push({ path: file.path ?? '', reason: noDigestReasonOf(file) });
        }
      },
      onSkipped: (file) => skipped.push(file),
      onProgress,
    },
  );
  signal.addEventListener('abort', () => session.stop());
  const outcome = await session.done;
  if (outcome.kind === 'failed') return outcome;
  return { kind: 'collected', samples, skipped, isComplete: outcome.unreadable + withoutDigest === 0 };
}

/** A sentence for each reason, which names the first samples. */
export function describeSkippedSamples(skipped: readonly SkippedSample[]): string[] {
  const groups = groupBy(skipped, ({ reason }) => reason);
  return Array.from(groups, ([reason, samples]) => describeLeftOut(words[reason], samples, samples.length));
}

function noDigestReasonOf({ reasons }: ScannedFile): NoDigestReason {
  const codes = reasons.map(({ code }) => code);
  return noDigestReasons.find((reason) => codes.includes(reason)) ?? 'too-uniform';
}

function readFileSample({ path, reasons }: ScannedFile, digest: string, labels: SampleLabels): Sample {
  const called = reasons.flatMap((reason) =>
    reason.code === 'trait' && reason.trait === 'miner-name' ? reason.found : [],
  );
  const [, program, version] = called.map((name) => /^([^/]+)\/(\d[\w.-]*)$/.exec(name)).find(Boolean) ?? [];
  return makeSample(digest, path ?? digest, version ?? null, labels.family ?? program ?? null, labels);
}

function makeSample(
  digest: string,
  name: string,
  version: string | null,
  family: string | null,
  { firstSeen }: SampleLabels,
): Sample {
  return { digest, name, version, source: ownSource, family: family ?? unnamedFamily, firstSeen, platform: null };
}
