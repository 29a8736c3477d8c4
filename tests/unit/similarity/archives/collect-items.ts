import { createHash } from 'node:crypto';
import { readArchive } from '../../../../main/similarity/archives/read-archive';
import { archiveHeadBytes, recogniseArchive } from '../../../../main/similarity/archives/recognise-archive';
import { defaultArchiveLimits, type ArchiveLimits } from '../../../../main/similarity/archives/archive-item';
import { accessBytes } from '../../../../main/similarity/formats/random-access';

export interface Collected {
  /** SHA-256 of the content by path, of files that came whole. */
  readonly files: Record<string, string>;
  /** Reason by path. */
  readonly skipped: Record<string, string>;
  /** Bytes that came out in all, also of files that did not come whole. */
  readonly bytes: number;
}

/** Reads all of an archive in memory, called `a`. Fails where a file is neither whole nor told as skipped. */
export async function collectItems(archive: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<Collected> {
  const collected = { files: {} as Record<string, string>, skipped: {} as Record<string, string>, bytes: 0 };
  const kind = recogniseArchive(archive.subarray(0, archiveHeadBytes));
  if (kind === null) throw new Error('no archive');
  let isSkipDue = false;
  const items = readArchive(accessBytes(archive), 'a', kind, { ...defaultArchiveLimits, ...limits });
  for await (const item of items) {
    if (isSkipDue && item.kind !== 'skipped') throw new Error(`no reason was told before ${item.path}`);
    isSkipDue = false;
    if (item.kind === 'skipped') {
      collected.skipped[item.path] = item.reason;
      continue;
    }
    const hash = createHash('sha256');
    const isWhole = await item.read((piece) => {
      collected.bytes += piece.length;
      hash.update(piece);
    });
    if (isWhole) collected.files[item.path] = hash.digest('hex');
    isSkipDue = !isWhole;
  }
  if (isSkipDue) throw new Error('no reason was told at the end');
  return collected;
}

/** How {@link collectItems} gives a content. */
export function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
