import { accessBytes, type RandomAccess } from '../formats/random-access';
import { createArchiveBudget, type ArchiveBudget } from './archive-budget';
import { archiveReasonOf, type ArchiveReason } from './archive-failure';
import {
  defaultArchiveLimits,
  type ArchiveEntry,
  type ArchiveItem,
  type ArchiveLimits,
  type ArchiveSkip,
} from './archive-item';
import type { ArchiveMember } from './archive-member';
import { showName } from './decode-name';
import { listMembers, type OpenArchive } from './list-members';
import { hold, peek, type Pieces } from './pieces';
import { archiveHeadBytes, isUnopenedArchive, recogniseArchive, type ArchiveKind } from './recognise-archive';

/** Where in the nesting of archives something lies. */
interface Place {
  /** As shown. */
  readonly path: string;
  readonly depth: number;
  /** Of the archives around it that are held in memory. */
  readonly heldBytes: number;
}

/**
 * Goes through the files of an archive and of archives in it. What can't be read comes as `skipped`; nothing is thrown
 * for what is in the archive. Memory stays below about 200 MB: two thirds for archives in archives, or for the
 * window of a decompressor. Nothing is written anywhere. `kind` is what {@link recogniseArchive} said of it.
 */
export async function* readArchive(
  access: RandomAccess,
  path: string,
  kind: ArchiveKind,
  limits: ArchiveLimits = defaultArchiveLimits,
): AsyncGenerator<ArchiveItem, void, undefined> {
  const budget = createArchiveBudget(access.size, limits);
  yield* readLevel({ access, kind }, { path, depth: 1, heldBytes: 0 }, budget, limits);
}

async function* readLevel(
  { access, kind }: Pick<OpenArchive, 'access' | 'kind'>,
  place: Place,
  budget: ArchiveBudget,
  limits: ArchiveLimits,
): AsyncGenerator<ArchiveItem, void, undefined> {
  // Held back for a moment: where the whole archive ends here, that alone is told.
  let unread: ArchiveSkip | null = null;
  try {
    for await (const member of listMembers({ access, kind, name: place.path }, budget)) {
      if (unread !== null) yield unread;
      unread = null;
      budget.countEntry();
      const path = `${place.path}!${showName(member.name)}`;
      const inner = { ...place, path };
      unread = member.skip === undefined ? yield* readMember(member, inner, budget, limits) : skip(path, member.skip);
    }
    if (unread !== null) yield unread;
  } catch (error) {
    yield skip(place.path, archiveReasonOf(error));
  }
}

/** Gives the file, and what is in it where it is an archive. Returns what is to be told of it as unread. */
async function* readMember(
  member: ArchiveMember,
  place: Place,
  budget: ArchiveBudget,
  limits: ArchiveLimits,
): AsyncGenerator<ArchiveItem, ArchiveSkip | null, undefined> {
  const pieces = member.open();
  try {
    const { head, whole } = await peek(pieces, archiveHeadBytes);
    const kind = recogniseArchive(head);
    if (kind === null) {
      const unread = yield* giveEntry(place.path, member.size, whole);
      return unread ?? (isUnopenedArchive(head) ? skip(place.path, 'archive-unsupported') : null);
    }
    if (place.depth >= limits.depth) {
      return (yield* giveEntry(place.path, member.size, whole)) ?? skip(place.path, 'archive-too-deep');
    }
    const held = await hold(whole, limits.nestedBytes - place.heldBytes);
    if (held.bytes === null) {
      return (yield* giveEntry(place.path, member.size, held.whole)) ?? skip(place.path, 'archive-too-large');
    }
    const unread = yield* giveEntry(place.path, held.bytes.length, held.whole);
    if (unread !== null) return unread;
    const inside = { ...place, depth: place.depth + 1, heldBytes: place.heldBytes + held.bytes.length };
    yield* readLevel({ access: accessBytes(held.bytes), kind }, inside, budget, limits);
    return null;
  } catch (error) {
    return skip(place.path, archiveReasonOf(error));
  } finally {
    await pieces.return();
  }
}

function* giveEntry(
  path: string,
  size: number | null,
  pieces: Pieces,
): Generator<ArchiveEntry, ArchiveSkip | null, undefined> {
  let failure: ArchiveReason | null = null;
  yield {
    kind: 'entry',
    path,
    size,
    async read(onPiece) {
      for (;;) {
        let next;
        try {
          next = await pieces.next();
        } catch (error) {
          failure = archiveReasonOf(error);
          return false;
        }
        if (next.done) return true;
        await onPiece(next.value);
      }
    },
  };
  return failure === null ? null : skip(path, failure);
}

function skip(path: string, reason: ArchiveReason): ArchiveSkip {
  return { kind: 'skipped', path, reason };
}
