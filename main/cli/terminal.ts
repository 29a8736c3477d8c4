/** Words and colours on the terminal. */
import type { Failure, Verdict } from '../../shared/connection';

const reset = '\u001b[0m';
const colours: Record<Verdict, string> = {
  mining: '\u001b[1;31m',
  suspicious: '\u001b[1;33m',
  undecided: '\u001b[2m',
  clear: '\u001b[32m',
};

/** Whether a stream takes colours: a terminal, and NO_COLOR is not set. */
export function hasColours(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env['NO_COLOR'];
}

/** The text in the colour of a verdict, if colours are wanted. */
export function paint(text: string, verdict: Verdict, isColoured: boolean): string {
  return isColoured ? `${colours[verdict]}${text}${reset}` : text;
}

/** One sentence and what to do next, on stderr. */
export function reportFailure(failure: Failure, about: string | null): void {
  const message = about === null || failure.message.includes(about) ? failure.message : `${about}: ${failure.message}`;
  process.stderr.write(`kanaria: ${message}${failure.remedy ? ` ${failure.remedy}` : ''}\n`);
}

/** A remark on stderr. */
export function remark(text: string): void {
  process.stderr.write(`kanaria: ${text}\n`);
}

/** Text from packets without anything a terminal would obey. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}
