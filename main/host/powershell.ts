/** How PowerShell is asked and what it answers. */

/**
 * Without it the answer comes in the code page of the console, where the second byte of a Japanese character can be the backslash
 * that breaks the JSON. It fails where there is no console, and then nothing is lost.
 */
const inUtf8 = 'try{[Console]::OutputEncoding=[Text.UTF8Encoding]::new()}catch{}; ';

/** Arguments of `powershell.exe` that run a query, and nothing of the user's own. */
export function powershellArgs(query: string): string[] {
  return ['-NoProfile', '-NonInteractive', '-Command', inUtf8 + query];
}

/** The rows of `ConvertTo-Json`; one row alone is not in an array. null: it is something else. */
export function parseRows(text: string): Record<string, unknown>[] | null {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const rows: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    return rows.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null);
  } catch {
    return null;
  }
}
