/** What the sentences about files share, whatever their language. */

/** Up to this distance two files are builds of one program, or the same one changed a little. */
export const sameProgramDistance = 30;
/** Finds of one kind that a sentence names. */
export const shownFinds = 5;

/** A wallet's address is known by its ends. */
export function shortenFind(text: string): string {
  return text.length > 32 ? `${text.slice(0, 8)}…${text.slice(-6)}` : text;
}
