/** Capture files that a person names: what cannot be opened is found out before anything is given up for it. */
import { stat } from 'node:fs/promises';
import type { Failure } from '../../shared/connection';
import { FileSource } from '../capture/file-source';
import type { PreparedSource } from './engine-parts';

/** The file as a source, or why it cannot be opened or is no capture. */
export async function openFile(path: string): Promise<PreparedSource> {
  const failure = (await isPipe(path)) ? null : await findFailure(path);
  return failure === null ? { kind: 'ok', source: new FileSource(path) } : { kind: 'failed', failure };
}

/** Whether what is read there is gone afterwards, and may be long in coming: a pipe, a device. */
async function isPipe(path: string): Promise<boolean> {
  const entry = await stat(path).catch(() => null);
  return entry !== null && !entry.isFile() && !entry.isDirectory();
}

/** Reads up to the first packets. */
async function findFailure(path: string): Promise<Failure | null> {
  const source = new FileSource(path);
  for await (const { count } of source.open(new AbortController().signal)) if (count > 0) break;
  return source.stats().failure;
}
