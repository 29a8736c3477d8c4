import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Failure } from '../../shared/connection';
import { maxPoolListBytes } from '../../shared/pool-list';
import { describeReadFailure } from '../capture/file-failure';
import { maxPoolEntries, parsePoolList, type ParsedPoolList } from '../verdict/pool-list';

export type ReadPoolList =
  | { readonly kind: 'ok'; readonly data: Uint8Array; readonly parsed: ParsedPoolList }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Reads a list of pools from a text file of at most 64 MB and `maxEntries` entries. */
export async function readPoolList(file: string, maxEntries = maxPoolEntries): Promise<ReadPoolList> {
  let data: Uint8Array;
  try {
    const stats = await stat(file);
    if (!stats.isFile()) return notAFile(file);
    if (stats.size > maxPoolListBytes) return tooLarge(file, 'more than 64 MB');
    data = await readFile(file);
  } catch (error) {
    return { kind: 'failed', failure: describeReadFailure(error, file) };
  }
  return check(data, file, maxEntries);
}

/** The same from a stream that `label` names in messages. */
export async function readPoolListFrom(stream: Readable, label: string): Promise<ReadPoolList> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > maxPoolListBytes) return tooLarge(label, 'more than 64 MB');
      pieces.push(piece);
    }
  } catch (error) {
    return { kind: 'failed', failure: describeReadFailure(error, label) };
  }
  return check(Buffer.concat(pieces), label, maxPoolEntries);
}

function check(data: Uint8Array, file: string, maxEntries: number): ReadPoolList {
  const parsed = parsePoolList(data, maxEntries);
  if (parsed === null) return tooLarge(file, `more than ${maxEntries.toLocaleString('en')} entries`);
  if (parsed.count === 0) return nothingIn(file, parsed);
  return { kind: 'ok', data, parsed };
}

function notAFile(file: string): ReadPoolList {
  const message = `${file} is not a file.`;
  const about = { deed: 'list' as const, subject: file };
  return { kind: 'failed', failure: { kind: 'not-a-list', message, remedy: 'Choose a text file.', about } };
}

function tooLarge(file: string, words: string): ReadPoolList {
  const message = `${file} is too large for a list of pools: ${words}.`;
  const remedy = 'All lists together hold 2,000,000 entries at most. Take a shorter one, or remove others.';
  return { kind: 'failed', failure: { kind: 'bad-request', message, remedy, about: { deed: 'list', subject: file } } };
}

function nothingIn(file: string, { firstBad }: ParsedPoolList): ReadPoolList {
  // Bytes that are no text have nothing to show.
  const badLine = firstBad?.text ? firstBad : undefined;
  const seen = badLine === undefined ? '' : ` Line ${badLine.line} is: ${badLine.text}`;
  const message = `${file} holds no domain and no address.`;
  const remedy = `A list of pools is plain text with one domain, address or range (192.0.2.0/24) a line.${seen}`;
  const about = { deed: 'list' as const, subject: file, badLine };
  return { kind: 'failed', failure: { kind: 'no-pools', message, remedy, about } };
}
