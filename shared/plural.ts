/** English plurals. */

/** The ending of a regular plural: nothing for one. */
export const s = (count: number): string => (count === 1 ? '' : 's');

/** Such as `1 packet`, `12,345 packets`. `nouns` is the plural where an s does not make it. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : nouns}`;
}
