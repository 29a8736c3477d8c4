/** Harmless executables that the clusters were not made with. */
import { parseDigest } from '../../main/similarity/tlsh/parse-digest';
import { startScan } from '../../main/similarity/scan/scan-session';
import type { NamedDigest } from '../../main/similarity/clusters/calibrate-clusters';
import type { ScannedFile } from '../../shared/similarity';

export interface HarmlessFiles {
  /** Executables, one per digest. */
  readonly files: readonly NamedDigest[];
  /** Those that a scan calls a match or very close, with all that a scan looks at. */
  readonly matches: readonly ScannedFile[];
  /** How many a scan calls possible. */
  readonly possible: number;
}

/** Scans folders as `kanaria scan` does; executables whose digest is among `known` are left out. */
export async function scanHarmless(folders: readonly string[], known: readonly string[]): Promise<HarmlessFiles> {
  const seen = new Set(known);
  const files: NamedDigest[] = [];
  const matches: ScannedFile[] = [];
  let possible = 0;
  const outcome = await startScan(
    { kind: 'paths', paths: folders },
    {
      onFile: (file) => {
        const digest = file.tlsh === null ? null : parseDigest(file.tlsh);
        const isExecutable = file.format === 'elf' || file.format === 'pe' || file.format === 'mach-o';
        if (!isExecutable || digest === null || file.tlsh === null || seen.has(file.tlsh)) return;
        seen.add(file.tlsh);
        files.push({ name: file.path ?? '', digest });
        if (file.assessment === 'very-close' || file.assessment === 'match') matches.push(file);
        if (file.assessment === 'possible') possible++;
      },
    },
  ).done;
  if (outcome.kind === 'failed') throw new Error(outcome.failure.message);
  return { files, matches, possible };
}
