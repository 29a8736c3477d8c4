import { TextDecoder } from 'node:util';
import { openStream } from '../capture/open-stream';

/** More of a line than this is no digest and no label; memory stays bounded whatever is read. */
const mostCharacters = 64 * 1024;

/**
 * The lines of a text file (`-`: of standard input) without their ends, some at a time, as they come. UTF-8, or UTF-16 as
 * PowerShell writes it. Throws what the system says when the file can't be read.
 */
export async function* readLinePieces(file: string): AsyncGenerator<string[], void, undefined> {
  const stream = file === '-' ? process.stdin : await openStream(file);
  let decoder: TextDecoder | null = null;
  let rest = '';
  for await (const bytes of stream as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8');
    const lines = decoder.decode(bytes, { stream: true }).split('\n');
    lines[0] = rest + lines[0];
    rest = lines.pop()?.slice(0, mostCharacters) ?? '';
    if (lines.length > 0) yield lines.map(endLine);
  }
  rest += decoder?.decode() ?? '';
  if (rest !== '') yield [endLine(rest)];
}

function endLine(line: string): string {
  return line.slice(0, mostCharacters).replace(/\r$/, '');
}

/** The same, one line after the other. */
export async function* readDigestLines(file: string): AsyncGenerator<string, void, undefined> {
  for await (const lines of readLinePieces(file)) yield* lines;
}
