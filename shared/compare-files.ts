import type { FileRow } from './file-scan';

type Ranked = Pick<FileRow, 'assessment' | 'distance' | 'reason' | 'path'>;

/**
 * What to look at first: findings, then possible ones, then packed files, then the others by their distance, and last the
 * files whose bytes tell nothing. Negative when `a` goes before `b`.
 */
export function compareFiles(a: Ranked, b: Ranked): number {
  return groupOf(a) - groupOf(b) || distanceOf(a) - distanceOf(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

function groupOf({ assessment, reason }: Ranked): number {
  switch (assessment) {
    case 'very-close':
      return 0;
    case 'match':
      return 1;
    case 'possible':
      return 2;
    case 'none':
      return 4;
    case 'not-assessable':
      return reason?.code === 'packed' ? 3 : 5;
  }
}

/** Larger than any distance. */
const unknownDistance = 100_000;

function distanceOf({ distance }: Ranked): number {
  return distance ?? unknownDistance;
}
