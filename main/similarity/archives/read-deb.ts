/** A Debian package: an `ar` archive (deb(5), ar(5)) of `control.tar` and `data.tar`, each compressed in some way. */
import { byteText } from '../formats/byte-text';
import { accessPart, type RandomAccess } from '../formats/random-access';
import { ArchiveFailure } from './archive-failure';

const headerBytes = 60;
const mostMembers = 64;

/** A tar in a package, and the folder that its files are shown in. */
export interface DebPart {
  readonly folder: string;
  readonly tar: RandomAccess;
}

/** As `dpkg-deb` lays them out; a package's scripts run as root when it is installed. */
const folders = { 'control.tar': 'DEBIAN/', 'data.tar': '' } as const;

/** The tars of the package, one after the other. @throws ArchiveFailure where members are broken or one of the two is missing. */
export function* listDebParts(access: RandomAccess): Generator<DebPart, void, undefined> {
  const missing = new Set<string>(Object.keys(folders));
  for (let at = 8, i = 0; at < access.size && i < mostMembers; i++) {
    const header = byteText(access.read(at, headerBytes));
    const size = Number(header.slice(48, 58).trim());
    if (header.slice(58, 60) !== '`\n' || !Number.isSafeInteger(size) || size < 0) {
      throw new ArchiveFailure('archive-damaged');
    }
    const name = header.slice(0, 16).trim().replace(/\/$/, '');
    const start = at + headerBytes;
    if (start + size > access.size) throw new ArchiveFailure('archive-damaged');
    for (const [tar, folder] of Object.entries(folders)) {
      if (!name.startsWith(tar)) continue;
      missing.delete(tar);
      yield { folder, tar: accessPart(access, start, size) };
    }
    at = start + size + (size % 2);
  }
  if (missing.size > 0) throw new ArchiveFailure('archive-damaged');
}
