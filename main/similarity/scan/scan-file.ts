import type { ScanTools } from './job-runner';
import { openFile } from './open-file';
import type { FileJob, ScanFinding } from './scan-messages';

// eslint-disable-next-line @typescript-eslint/require-await
export async function* scanFile(job: FileJob, { control }: ScanTools): AsyncGenerator<ScanFinding, void, undefined> {
  const file = openFile(job.path);
  if (typeof file === 'string') {
    yield { kind: 'skipped', skipped: { path: job.shownPath, reason: file } };
    return;
  }
  control.gauge.add(control.lane, file.size);
  file.close();
  yield {
    kind: 'file',
    file: {
      path: job.shownPath,
      size: file.size,
      sha256: null,
      tlsh: null,
      format: null,
      assessment: 'not-assessable',
      why: [],
      reasons: [],
      nearest: [],
      ...job.about,
    },
  };
}
