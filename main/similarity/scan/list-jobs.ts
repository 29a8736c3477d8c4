/** What a scan's target means, as jobs in order. */
import type { Failure } from '../../../shared/connection';
import type { SkippedFile } from '../../../shared/similarity';
import { listRunningPrograms } from './running-processes';
import type { ScanJob } from './scan-messages';
import type { ScanTarget } from './scan-session';
import { showPath, walkFiles } from './walk-files';

const linesOfAJob = 256;

export type ListedJob =
  | { readonly kind: 'job'; readonly job: ScanJob }
  | { readonly kind: 'skipped'; readonly skipped: SkippedFile; readonly isNamed: boolean }
  /** The target can't be had at all; nothing follows. */
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Throws only what a list of digests throws while it is read. */
export function listJobs(target: ScanTarget): AsyncGenerator<ListedJob, void, undefined> {
  switch (target.kind) {
    case 'paths':
      return listFiles(target.paths);
    case 'processes':
      return listPrograms();
    case 'digests':
      return listDigests(target.lines);
  }
}

async function* listFiles(paths: readonly (string | Buffer)[]): AsyncGenerator<ListedJob, void, undefined> {
  for await (const found of walkFiles(paths)) {
    if (found.kind === 'skipped') yield found;
    else {
      const { path, size } = found;
      yield { kind: 'job', job: { kind: 'file', path, shownPath: showPath(path), size, about: {}, isOpened: true } };
    }
  }
}

async function* listPrograms(): AsyncGenerator<ListedJob, void, undefined> {
  const list = await listRunningPrograms();
  if (list.kind === 'failed') return yield list;
  for (const skipped of list.skipped) yield { kind: 'skipped', skipped, isNamed: false };
  for (const { path: shownPath, readPath: path, size, isDeleted, processes } of list.programs) {
    const about = { processes: [...processes], isDeleted };
    yield { kind: 'job', job: { kind: 'file', path, shownPath, size, about, isOpened: false } };
  }
}

/** Lines that come together are compared at once, so that nothing waits for lines that are yet to come. */
async function* listDigests(pieces: AsyncIterable<readonly string[]>): AsyncGenerator<ListedJob, void, undefined> {
  for await (const piece of pieces) {
    const lines = piece.filter((line) => line.trim() !== '');
    for (let at = 0; at < lines.length; at += linesOfAJob) {
      yield { kind: 'job', job: { kind: 'digests', lines: lines.slice(at, at + linesOfAJob) } };
    }
  }
}
