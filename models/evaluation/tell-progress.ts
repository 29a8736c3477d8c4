/** Shows how far the work is, in one line on a terminal; an empty text takes the line away. */
export function tellProgress(text: string): void {
  const { stderr } = process;
  if (stderr.isTTY) stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns || 80) - 1)}`);
}
