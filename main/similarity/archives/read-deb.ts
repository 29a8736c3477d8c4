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

/** The tars of the package, those that are there. @throws ArchiveFailure where the list of members is broken. */
export function listDebParts(access: RandomAccess): DebPart[] {
  const parts: DebPart[] = [];
  for (let at = 8, i = 0; at + headerBytes <= access.size && i < mostMembers; i++) {
    const header = byteText(access.read(at, headerBytes));
    const size = Number(header.slice(48, 58).trim());
    if (header.slice(58, 60) !== '`\n' || !Number.isSafeInteger(size) || size < 0) {
      throw new ArchiveFailure('archive-damaged');
    }
    const name = header.slice(0, 16).trim().replace(/\/$/, '');
    const start = at + headerBytes;
    if (start + size > access.size) throw new ArchiveFailure('archive-damaged');
    // As `dpkg-deb` lays them out; a package's scripts run as root when it is installed.
    if (name.startsWith('control.tar')) parts.push({ folder: 'DEBIAN/', tar: accessPart(access, start, size) });
    if (name.startsWith('data.tar')) parts.push({ folder: '', tar: accessPart(access, start, size) });
    at = start + size + (size % 2);
  }
  return parts;
}
