import { rename, rm } from 'node:fs/promises';
import type { Failure } from '../../shared/connection';
import { CaptureWriter, formatOf } from './capture-writer';
import type { PacketBatch } from './packet-source';
import { describeWriteFailure } from './write-failure';

/** What became of an export. */
export type ExportResult =
  { readonly kind: 'ok'; readonly packets: number } | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * Saves packets as one capture file. It is written under a temporary name beside the final one and renamed when it is whole;
 * when that fails, nothing is left behind and an older file of that name stays as it was.
 */
export async function exportCapture(path: string, batches: Iterable<PacketBatch>): Promise<ExportResult> {
  const temporary = `${path}.${process.pid}.part`;
  const writer = new CaptureWriter(temporary, formatOf(path));
  let failure = await writer.open();
  if (failure === null) {
    for (const batch of batches) {
      failure = await writer.write(batch);
      if (failure !== null) break;
    }
    failure = failure ?? (await writer.close());
    failure =
      failure ??
      (await rename(temporary, path).then(
        () => null,
        (error) => describeWriteFailure(error, path),
      ));
  }
  if (failure === null) return { kind: 'ok', packets: writer.packets };
  await rm(temporary, { force: true });
  const about = failure.about && { ...failure.about, subject: path };
  return { kind: 'failed', failure: { ...failure, message: failure.message.replace(temporary, path), about } };
}
