/** Puts what a program has measured into a document. */
import { readFileSync, writeFileSync } from 'node:fs';

/** Replaces what stands between `<!-- NAME: start -->` and `<!-- NAME: end -->`; throws if the document lacks the markers. */
export function writeBetweenMarkers(document: string, name: string, content: string): void {
  const text = readFileSync(document, 'utf8');
  const start = `<!-- ${name}: start -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(`<!-- ${name}: end -->`);
  if (from < 0 || to < from) throw new Error(`${document} has no markers for ${name}.`);
  writeFileSync(document, `${text.slice(0, from)}${start}\n\n${content.trim()}\n\n${text.slice(to)}`);
}
