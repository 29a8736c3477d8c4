import type { ScannedFile } from '../../../shared/similarity';
import type { ArchiveEntry } from '../archives/archive-item';
import type { Executable } from '../formats/executable';
import { accessBytes } from '../formats/random-access';
import { readExecutable } from '../formats/read-executable';
import { describeFile } from './describe-file';
import { FileDigester } from './file-digester';
import type { ScanTools } from './job-runner';

/** So much of an entry is held in memory to read its format; of a larger one, sections beyond are not looked at. */
const mostHeldBytes = 32 * 1024 * 1024;

/** Scans a file in an archive; null where it can't be read, which the archive tells of. */
export async function scanEntry(entry: ArchiveEntry, { comparer, control }: ScanTools): Promise<ScannedFile | null> {
  const content = new EntryContent(entry.size ?? 0);
  const isWhole = await entry.read(async (piece) => {
    if (control.gauge.isStopped) throw new Error('The scan was stopped.');
    content.update(piece);
    await control.pause();
  });
  return isWhole ? describeFile({ path: entry.path, ...content.finish(), comparer }) : null;
}

/** Bytes that come only once: held until the format can be read, then digested. */
class EntryContent {
  private held: Uint8Array[] = [];
  private size = 0;
  private begun: { executable: Executable; digester: FileDigester } | null = null;

  /** `toldSize`: as the archive says, which need not be true. */
  constructor(private readonly toldSize: number) {}

  update(piece: Uint8Array): void {
    this.size += piece.length;
    if (this.begun !== null) return this.begun.digester.update(piece);
    this.held.push(piece.slice());
    if (this.size > mostHeldBytes) this.begin(Math.max(this.size, this.toldSize));
  }

  finish() {
    const { executable, digester } = this.begun ?? this.begin(this.size);
    return { executable: { ...executable, size: this.size }, digested: digester.finish() };
  }

  private begin(size: number) {
    const executable = readExecutable({ ...accessBytes(Buffer.concat(this.held)), size });
    const digester = new FileDigester(executable, size, true);
    for (const piece of this.held) digester.update(piece);
    this.held = [];
    this.begun = { executable, digester };
    return this.begun;
  }
}
