import { nameCompressedKind, unopenedKinds } from '../formats/name-compressed-kind';

/** What an archive is by its first bytes. `gzip`, `xz` and `zstd` hold a tar or one file. */
export type ArchiveKind = 'zip' | 'tar' | 'gzip' | 'xz' | 'zstd' | 'deb';

/** Bytes of a file's beginning that are enough to tell. */
export const archiveHeadBytes = 512;

const marks: readonly (readonly [ArchiveKind, string, number])[] = [
  ['zip', 'PK\x03\x04', 0],
  ['zip', 'PK\x05\x06', 0],
  ['gzip', '\x1f\x8b\x08', 0],
  ['xz', '\xfd7zXZ\0', 0],
  ['zstd', '\x28\xb5\x2f\xfd', 0],
  ['deb', '!<arch>\ndebian-binary', 0],
  ['tar', 'ustar', 257],
];

/** The kind, or null for what is no archive that Kanaria opens. A program with an archive behind it is a program. */
export function recogniseArchive(head: Uint8Array): ArchiveKind | null {
  return marks.find(([, mark, at]) => hasMark(head, mark, at))?.[0] ?? null;
}

/** Whether a file holds others that stay unseen. */
export function isUnopenedArchive(head: Uint8Array): boolean {
  return unopenedKinds.has(nameCompressedKind(head) ?? '');
}

function hasMark(bytes: Uint8Array, mark: string, at: number): boolean {
  for (let i = 0; i < mark.length; i++) if (bytes[at + i] !== mark.charCodeAt(i)) return false;
  return true;
}
