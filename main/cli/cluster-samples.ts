/** What is to be clustered, from files or from a list of digests. */
import type { Failure } from '../../shared/connection';
import type { ScannedFile } from '../../shared/similarity';
import type { Sample } from '../similarity/clusters/sample';
import { formatDigest } from '../similarity/tlsh/format-digest';
import { parseDigest } from '../similarity/tlsh/parse-digest';
import { defaultVariant } from '../similarity/tlsh/tlsh-digest';
import { isSameVariant } from '../similarity/tlsh/variants';
import { startScan, type ScanCallbacks } from '../similarity/scan/scan-session';
import { describeReadFailure } from '../capture/file-failure';
import { formatCount, plural } from './format-units';
import { readDigestLines } from './scan-digest-lines';

/** What samples are called where they do not tell it themselves. */
export interface SampleLabels {
  /** Null: what a file says of itself, else {@link unnamedFamily}. */
  readonly family: string | null;
  /** ISO date on which they were first seen: today. */
  readonly firstSeen: string;
}

export type CollectedSamples =
  /** `remarks`: a sentence for each kind of thing that has no digest. */
  | { readonly kind: 'collected'; readonly samples: Sample[]; readonly remarks: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

export const unnamedFamily = 'Unnamed';
/** Id of the source of own samples in a cluster file. */
export const ownSource = 'own-samples';
const namedLines = 3;

/** Reads `digest[,name[,version]]` a line; blank lines and such as begin with # are left out. */
export async function collectDigests(file: string, labels: SampleLabels): Promise<CollectedSamples> {
  const samples: Sample[] = [];
  const bad: number[] = [];
  let number = 0;
  try {
    for await (const line of readDigestLines(file)) {
      number++;
      if (line.trim() === '' || line.startsWith('#')) continue;
      const [text, name = '', version = ''] = line.split(',').map((cell) => cell.trim());
      const digest = parseDigest(text);
      if (digest === null || !isSameVariant(digest.variant, defaultVariant)) bad.push(number);
      else samples.push(makeSample(formatDigest(digest), name || text, version || null, labels.family, labels));
    }
  } catch (error) {
    return { kind: 'failed', failure: describeReadFailure(error, file === '-' ? 'standard input' : file) };
  }
  const shown = bad.slice(0, namedLines).join(', ');
  const more = bad.length > namedLines ? ` and ${formatCount(bad.length - namedLines)} more` : '';
  const lines = plural(bad.length, 'line');
  const which = `${bad.length === 1 ? 'line' : 'lines'} ${shown}${more}`;
  const remarks = bad.length === 0 ? [] : [`${lines} without a digest (T1 and 70 hex digits) left out: ${which}.`];
  return { kind: 'collected', samples, remarks };
}

/** Hashes files, folders and what is in archives. */
export async function collectFiles(
  paths: readonly (string | Buffer)[],
  labels: SampleLabels,
  signal: AbortSignal,
  onProgress: NonNullable<ScanCallbacks['onProgress']>,
): Promise<CollectedSamples> {
  const samples: Sample[] = [];
  let withoutDigest = 0;
  const session = startScan(
    { kind: 'paths', paths },
    {
      onFile: (file) => {
        if (file.tlsh === null) withoutDigest++;
        else samples.push(readFileSample(file, file.tlsh, labels));
      },
      onProgress,
    },
  );
  signal.addEventListener('abort', () => session.stop());
  const outcome = await session.done;
  if (outcome.kind === 'failed') return outcome;
  const remarks = [
    ...(withoutDigest > 0 ? [`Files too small or too uniform for a digest: ${formatCount(withoutDigest)}.`] : []),
    ...(outcome.unreadable > 0 ? [`Files that could not be read: ${formatCount(outcome.unreadable)}.`] : []),
  ];
  return { kind: 'collected', samples, remarks };
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
