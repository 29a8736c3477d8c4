/** How files begin that are compressed by nature. High entropy says nothing about them. */
import { byteText } from './byte-text';

const marks: readonly (readonly [kind: string, mark: string, offset?: number])[] = [
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['gzip', '\x1f\x8b\x08'],
  ['xz', '\xfd7zXZ\0'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['bzip2', '1AY&SY', 4],
  ['7z', '7z\xbc\xaf\x27\x1c'],
  ['rar', 'Rar!\x1a\x07'],
  ['lz4', '\x04\x22\x4d\x18'],
  ['cab', 'MSCF\0\0\0\0'],
  ['ar', '!<arch>\n'],
  ['rpm', '\xed\xab\xee\xdb'],
  ['squashfs', 'hsqs'],
  ['png', '\x89PNG\r\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['riff', 'RIFF'],
  ['mp4', 'ftyp', 4],
  ['matroska', '\x1a\x45\xdf\xa3'],
  ['ogg', 'OggS'],
  ['flac', 'fLaC'],
  ['mp3', 'ID3'],
  ['mp3', '\xff\xfb'],
  ['pdf', '%PDF-'],
  ['git pack', 'PACK\0\0\0'],
  ['woff', 'wOF'],
  ['chrome extension', 'Cr24'],
];

/** Of these kinds the archives that Kanaria does not open: what is in them stays unseen. */
export const unopenedKinds: ReadonlySet<string> = new Set(['bzip2', 'lz4', '7z', 'rar', 'cab', 'rpm', 'squashfs']);

/** The kind, or null. `head` is the first 16 bytes of a file, or what there is. */
export function nameCompressedKind(head: Uint8Array): string | null {
  const text = byteText(head.subarray(0, 16));
  return marks.find(([, mark, offset]) => text.startsWith(mark, offset ?? 0))?.[0] ?? null;
}
