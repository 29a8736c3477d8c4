/** Vitest reporter: the last line is `N passed, N failed`, also written to `tests/output/summary.txt` for .ci/run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      passed += tests.filter((test) => test.result().state === 'passed').length;
      const failures = tests.filter((test) => test.result().state === 'failed').length;
      // A file that can't be loaded has no tests to fail, but it has failed.
      failed += failures === 0 && module.state() === 'failed' ? 1 : failures;
    }
    const file = path.resolve(import.meta.dirname, '../tests/output/summary.txt');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${passed} passed, ${failed} failed\n`);
    // Printed when the process ends, below what the other reporters say.
    process.once('exit', () => process.stdout.write(`${passed} passed, ${failed} failed\n`));
  }
}
