/** Scans one file, and what is in it where it is an archive. */
import type { ScannedFile, SkippedFile } from '../../../shared/similarity';
import { readArchive } from '../archives/read-archive';
import { archiveHeadBytes, isUnopenedArchive, recogniseArchive } from '../archives/recognise-archive';
import { readExecutable } from '../formats/read-executable';
import { describeFile } from './describe-file';
import { FileDigester } from './file-digester';
import type { ScanTools } from './job-runner';
import { openFile, type OpenFile } from './open-file';
import { scanEntry } from './scan-entry';
import type { FileJob, ScanFinding } from './scan-messages';
import { reasonOf } from './walk-files';

const pieceBytes = 256 * 1024;

/** Gives the file itself first. What can't be read is skipped with a reason; nothing is thrown for what is in a file. */
export async function* scanFile(
  { path, shownPath, about, size, isOpened }: FileJob,
  tools: ScanTools,
): AsyncGenerator<ScanFinding, void, undefined> {
  const file = openFile(path);
  if (typeof file === 'string') return yield skip(shownPath, file);
  try {
    const scanned = await scanOpenFile(file, shownPath, size, tools);
    if (typeof scanned === 'string') return yield skip(shownPath, scanned);
    yield { kind: 'file', file: { ...scanned, ...about } };
    if (!isOpened) return;
    const head = file.read(0, archiveHeadBytes);
    const kind = recogniseArchive(head);
    if (kind === null) {
      if (isUnopenedArchive(head)) yield skip(shownPath, 'archive-unsupported');
      return;
    }
    for await (const item of readArchive(file, shownPath, kind)) {
      if (tools.control.gauge.isStopped) return;
      if (item.kind === 'skipped') yield skip(item.path, item.reason);
      else {
        const entry = await scanEntry(item, tools);
        if (entry !== null) yield { kind: 'file', file: entry };
      }
    }
  } finally {
    file.close();
  }
}

/** `listedSize` is what progress was told to expect of this file. */
async function scanOpenFile(
  file: OpenFile,
  path: string,
  listedSize: number,
  { comparer, maxFileBytes, control }: ScanTools,
): Promise<ScannedFile | SkippedFile['reason']> {
  const { gauge, lane } = control;
  const readBytes = Math.min(file.size, maxFileBytes);
  let offset = 0;
  try {
    const executable = readExecutable(file);
    const digester = new FileDigester(executable, file.size, readBytes === file.size);
    const piece = new Uint8Array(Math.min(pieceBytes, readBytes));
    while (offset < readBytes) {
      const count = file.readInto(piece.subarray(0, Math.min(piece.length, readBytes - offset)), offset);
      if (count === 0 || gauge.isStopped) return 'changed-while-read';
      digester.update(piece.subarray(0, count));
      gauge.add(lane, Math.max(0, Math.min(count, listedSize - offset)));
      offset += count;
      await control.pause();
    }
    if (file.hasChanged()) return 'changed-while-read';
    return describeFile({ path, executable, digested: digester.finish(), comparer });
  } catch (error) {
    return reasonOf(error);
  } finally {
    gauge.add(lane, Math.max(0, listedSize - offset));
  }
}

function skip(path: string, reason: SkippedFile['reason']): ScanFinding {
  return { kind: 'skipped', skipped: { path, reason } };
}
