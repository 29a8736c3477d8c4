/** A table in Markdown; the first column is text, the others are numbers. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** `0.99` as `99.0 %`; more digits close to 1. */
export function percent(share: number): string {
  const digits = share > 0.999 && share < 1 ? 3 : share > 0.99 && share < 1 ? 2 : 1;
  return `${(share * 100).toFixed(digits)} %`;
}

/** Two digits that count. */
export function short(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(2)));
}

export function whole(value: number): string {
  return value.toLocaleString('en');
}
