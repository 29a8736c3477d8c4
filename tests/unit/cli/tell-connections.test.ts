import { expect, it } from 'vitest';
import { CaptureReader } from '../../../main/capture/capture-reader';
import { OwnerTeller } from '../../../main/cli/tell-connections';
import { loadModel } from '../../../main/engine/load-model';
import { Pipeline } from '../../../main/pipeline';
import { weighOwner } from '../../../main/verdict/weigh-owner';
import type { EvidenceFact } from '../../../shared/evidence-fact';
import { encodePcap } from '../../support/encode-pcap';
import { minerPackets } from '../engine/small-captures';

const usage = (level: 'steady' | 'some'): EvidenceFact => ({
  code: 'owner-cpu',
  level,
  program: 'xmrig',
  pid: 7,
  cores: 1,
  variation: 0.1,
  seconds: 60,
  openConnections: 1,
  isGpuBusy: false,
  secondsPerKilobyte: null,
});
const memory: EvidenceFact = { code: 'owner-memory', program: 'xmrig', pid: 7, residentBytes: 2 ** 31 };

it('tells of the owner of a flagged connection again only for reasons that weigh something', () => {
  const pipeline = new Pipeline({ model: loadModel('flow'), isHeadersOnly: false, maxConnections: 10 });
  for (const batch of new CaptureReader('test').push(encodePcap(minerPackets()))) pipeline.accept(batch);
  const blocks: string[] = [];
  const teller = new OwnerTeller(blocks);
  const learn = (...facts: EvidenceFact[]): string[] => {
    pipeline.learnOwner(0, { program: null, cpu: null, evidence: weighOwner(facts) });
    teller.tell(pipeline, 0);
    return blocks.splice(0);
  };

  expect(learn({ code: 'owner-unknown', reason: 'not-this-computer' })).toEqual([]);
  expect(learn(usage('some'))).toEqual([expect.stringMatching(/^MINING [^]*xmrig \(process 7\)/)]);
  expect(learn(usage('some'), memory)).toEqual([]);
  expect(learn(usage('steady'), memory)).toHaveLength(1);
  expect(learn(usage('steady'))).toEqual([]);
});
