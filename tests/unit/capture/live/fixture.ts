import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Text of a file in tests/fixtures/capture. */
export function readFixture(name: string): string {
  return readFileSync(path.resolve(import.meta.dirname, '../../../fixtures/capture', name), 'utf8');
}
