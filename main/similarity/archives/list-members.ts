import type { RandomAccess } from '../formats/random-access';
import type { ArchiveBudget } from './archive-budget';
import { ArchiveFailure } from './archive-failure';
import type { ArchiveMember } from './archive-member';
import { decompress } from './decompress';
import { peek, readPieces } from './pieces';
import { listDebParts } from './read-deb';
import { readTar } from './read-tar';
import { readZip } from './read-zip';
import { archiveHeadBytes, recogniseArchive, type ArchiveKind } from './recognise-archive';

/** An archive to list the files of. */
export interface OpenArchive {
  readonly kind: ArchiveKind;
  readonly access: RandomAccess;
  /** Its own name, after which the one file in a `.gz` is named. */
  readonly name: string;
}

/** The files of an archive, however it is compressed. What is taken out is counted. @throws ArchiveFailure and others */
export async function* listMembers(
  archive: OpenArchive,
  budget: ArchiveBudget,
): AsyncGenerator<ArchiveMember, void, undefined> {
  const { kind, access } = archive;
  switch (kind) {
    case 'zip':
      for await (const member of readZip(access)) yield { ...member, open: () => budget.meter(member.open()) };
      return;
    case 'tar':
      return yield* readTar(readPieces(access));
    case 'deb':
      for (const { folder, tar } of listDebParts(access)) {
        const inner = recogniseArchive(tar.read(0, archiveHeadBytes));
        if (inner === null || inner === 'zip' || inner === 'deb') throw new ArchiveFailure('archive-unsupported');
        const members = listMembers({ ...archive, kind: inner, access: tar }, budget);
        for await (const member of members) yield { ...member, name: folder + member.name.replace(/^\.\//, '') };
      }
      return;
    case 'gzip':
    case 'xz':
    case 'zstd': {
      if (kind === 'xz' && budget.isXzOpen) throw new ArchiveFailure('archive-too-deep');
      budget.isXzOpen ||= kind === 'xz';
      const pieces = budget.meter(decompress(kind, readPieces(access)));
      try {
        const { head, whole } = await peek(pieces, archiveHeadBytes);
        if (recogniseArchive(head) === 'tar') yield* readTar(whole);
        else yield { name: nameContent(archive.name), size: null, open: () => whole };
      } finally {
        await pieces.return();
        if (kind === 'xz') budget.isXzOpen = false;
      }
    }
  }
}

/** `notes.txt` for `notes.txt.gz`. */
function nameContent(name: string): string {
  const base = name.split(/[/\\!]/).pop() ?? '';
  return base.replace(/\.(?:gz|xz|zst|zstd)$/i, '') || 'content';
}
