import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FileSource } from '../../../main/capture/file-source';
import { analyzeSource } from '../../../main/engine/analyze-source';
import { loadModel } from '../../../main/engine/load-model';
import { priorLogOdds, weights } from '../../../main/verdict/judge';
import { LabelIndex, readLabels } from '../../../models/training/labels';
import { dataFolder, requireOrSkip } from '../../support/requirements';

const model = loadModel('flow');
const data = dataFolder();
const captures = data === null ? null : join(data, 'captures');

it.runIf(requireOrSkip('the labelled captures (KANARIA_DATA)', captures !== null))(
  'holds plain text that is no mining dialect against mining, and never finds any with a recorded miner',
  { timeout: 300_000 },
  async () => {
    let found = 0;
    for (const capture of readLabels(captures ?? '')) {
      const labels = new LabelIndex(capture);
      const { analysis } = await analyzeSource(new FileSource(join(captures ?? '', capture.file)), { model });
      for (const { evidence, client, server, risk } of analysis.connections) {
        const piece = evidence.find(({ fact }) => fact.code === 'other-plain-text');
        if (piece === undefined) continue;
        found++;
        expect(piece).toMatchObject({ kind: 'stratum', towards: 'clear', weight: -weights.otherPlainText });
        const sum = evidence.reduce(
          (total, { towards, weight }) => total + (towards === 'mining' ? weight : -weight),
          priorLogOdds,
        );
        expect(Math.log(risk / (1 - risk))).toBeCloseTo(sum, 3);
        expect(labels.find(client.address, client.port ?? 0, server.address, server.port ?? 0)).toBeNull();
      }
    }
    expect(found).toBeGreaterThan(2000);
  },
);
