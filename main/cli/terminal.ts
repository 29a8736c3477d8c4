/** Words and colours on the terminal. */
import type { Failure, Verdict } from '../../shared/connection';

const reset = '\u001b[0m';
const colours: Record<Verdict, string> = {
  mining: '\u001b[1;31m',
  suspicious: '\u001b[1;33m',
  undecided: '\u001b[2m',
  clear: '\u001b[32m',
};

/** Whether a stream is a terminal that can do more than take lines. */
export function isTerminal(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && process.env['TERM'] !== 'dumb';
}

/** Whether a stream takes colours: a terminal, and NO_COLOR is not set. */
export function hasColours(stream: NodeJS.WriteStream): boolean {
  return isTerminal(stream) && !process.env['NO_COLOR'];
}

/** The text in the colour of a verdict, if colours are wanted. */
export function paint(text: string, verdict: Verdict, isColoured: boolean): string {
  return isColoured ? `${colours[verdict]}${text}${reset}` : text;
}

/** One sentence and what to do next, on stderr. `about` names the input. */
export function reportFailure({ message, remedy }: Failure, about: string | null): void {
  remark(remedy === '' ? message : `${message} ${remedy}`, about);
}

/** One line on stderr. `about` names the input where the text does not. */
export function remark(text: string, about: string | null = null): void {
  const isNamed = about === null || text.includes(about);
  process.stderr.write(`kanaria: ${printable(isNamed ? text : `${about}: ${text}`)}\n`);
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from packets and file names without anything a terminal would obey: controls and changes of direction. */
export function printable(text: string): string {
  return text.replace(obeyed, '?');
}

/** The text behind a prefix; on a terminal broken between words, further lines indented as far as the first. */
export function wrap(prefix: string, text: string): string {
  const width = (process.stdout.isTTY ? process.stdout.columns : 0) || Infinity;
  const room = Math.max(20, width - prefix.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return prefix + lines.join(`\n${' '.repeat(prefix.length)}`);
}
