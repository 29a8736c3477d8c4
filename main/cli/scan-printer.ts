/** What a format of `scan` does. */
import type { ScannedFile } from '../../shared/similarity';
import { version } from '../engine/tool';
import { toJson } from '../report/to-json';
import type { ScanClusters, ScanOutcome } from '../similarity/scan/scan-session';
import type { ScanNoun } from './format-scan-summary';
import { createScanTable } from './format-scan-table';

/** Turns a scan into the text of standard output. */
export interface ScanPrinter {
  /** Before anything else; prints nothing yet, since the scan may still fail. */
  begin(clusters: ScanClusters): void;
  file(file: ScannedFile): string;
  end(outcome: Extract<ScanOutcome, { kind: 'ended' }>): Iterable<string>;
}

export function createScanPrinter(format: 'table' | 'json' | 'jsonl', isAll: boolean, noun: ScanNoun): ScanPrinter {
  switch (format) {
    case 'table':
      return createScanTable(isAll, noun);
    case 'json':
      return createScanJson();
    case 'jsonl':
      return {
        begin: () => {},
        file: (file) => `${toJson({ schema: 'kanaria/scanned-file@1', ...file })}\n`,
        end: () => [],
      };
  }
}

/** One object, written as the files come: a scan of any length takes no memory. */
function createScanJson(): ScanPrinter {
  let clusters: ScanClusters | null = null;
  let files = 0;
  const separate = (): string => {
    const tool = { name: 'kanaria', version };
    if (files++ > 0) return ',\n';
    return `{"schema":"kanaria/scan@1","tool":${toJson(tool)},\n"clusters":${toJson(clusters)},\n"files":[\n`;
  };
  return {
    begin: (known) => {
      clusters = known;
    },
    file: (file) => separate() + toJson(file),
    *end({ clusters: known, skipped, summary }) {
      clusters = known;
      if (files === 0) yield separate();
      yield `],\n"skipped":${toJson(skipped)},\n"summary":${toJson(summary)}}\n`;
    },
  };
}
