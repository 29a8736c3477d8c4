/** The engine's parts in the product: this machine's interfaces, files and the bundled demo. */
import { availableParallelism } from 'node:os';
import type { SourceRequest } from '../../shared/contract';
import { checkAccess } from '../capture/access-check';
import { DemoSource } from '../capture/demo-source';
import { watchInterfaceActivity } from '../capture/interface-activity';
import { listInterfaces } from '../capture/interfaces';
import { openLive } from '../capture/live-source';
import { createHostMonitor } from '../host/create-host-monitor';
import { idlePowerFile } from '../settings/idle-power-file';
import { readClusterFile, shippedClusterFile } from '../similarity/read-cluster-file';
import { ProgramAssessor } from '../similarity/scan/assess-program';
import { startScan } from '../similarity/scan/scan-session';
import type { EngineParts, PreparedSource } from './engine-parts';
import { findResource } from '../find-resource';
import { loadModel } from './load-model';
import { openFile } from './open-file';

/** The demo is played this many times as fast as it was recorded: a verdict within a minute. */
const demoSpeed = 20;

const assessor = new ProgramAssessor();

export const realParts: EngineParts = {
  loadModel: () => Promise.resolve(loadModel('flow')),
  prepareSource,
  listInterfaces,
  checkAccess,
  watchActivity: watchInterfaceActivity,
  readClusters: () => readClusterFile(shippedClusterFile()),
  host: createHostMonitor(idlePowerFile()),
  assessProgram: (path) => assessor.assess(path),
  dispose: () => assessor.dispose(),
  // One processor is left to the packets.
  startScan: (target, callbacks) => startScan(target, callbacks, { workers: Math.max(1, availableParallelism() - 1) }),
};

async function prepareSource(request: SourceRequest): Promise<PreparedSource> {
  switch (request.kind) {
    case 'demo':
      return {
        kind: 'ok',
        source: new DemoSource(findResource('models/demo/kanaria-demo.pcap'), { speed: demoSpeed }),
      };
    case 'file':
      return openFile(request.path);
    case 'interface': {
      const source = await openLive({
        interfaces: request.interfaces,
        filter: request.filter ?? null,
        tool: request.tool ?? 'auto',
        isHeadersOnly: request.isHeadersOnly ?? false,
        isPromiscuous: request.isPromiscuous ?? false,
      });
      return 'message' in source ? { kind: 'failed', failure: source } : { kind: 'ok', source };
    }
  }
}
