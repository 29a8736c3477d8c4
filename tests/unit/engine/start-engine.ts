/** An engine with real files and a model, and whatever else a test puts in. */
import { DemoSource } from '../../../main/capture/demo-source';
import { Engine } from '../../../main/engine/engine';
import type { EngineEvent } from '../../../main/engine/engine-endpoint';
import type { EngineParts } from '../../../main/engine/engine-parts';
import { loadModel } from '../../../main/engine/load-model';
import { openFile } from '../../../main/engine/open-file';
import { PoolListBook } from '../../../main/engine/pool-list-book';
import { HostMonitor } from '../../../main/host/host-monitor';
import { withoutReadings } from '../../../main/host/without-readings';
import { parseSettings } from '../../../main/settings/settings-store';
import type {
  Access,
  ConnectionRow,
  EventName,
  EventPayload,
  Reply,
  RequestInput,
  RequestName,
  RequestOutput,
  Settings,
} from '../../../shared/contract';
import { idleScan } from '../../../shared/idle-scan';

export const permitted: Access = { isPermitted: true, tool: 'dumpcap', tools: [], reason: null, command: null };

const { progress, summary } = idleScan;

/** Parts that touch nothing but files; the demo is the given capture. */
export function fileParts(parts: Partial<EngineParts> = {}, demoFile = ''): EngineParts {
  return {
    loadModel: () => Promise.resolve(loadModel('flow')),
    prepareSource: (request) =>
      request.kind === 'file'
        ? openFile(request.path)
        : Promise.resolve({ kind: 'ok', source: new DemoSource(demoFile, { speed: 100 }) }),
    listInterfaces: () => Promise.resolve([]),
    checkAccess: () => Promise.resolve(permitted),
    watchActivity: () => () => undefined,
    readClusters: () => Promise.resolve({ kind: 'failed', failure: { kind: 'missing', message: '', remedy: '' } }),
    host: new HostMonitor(withoutReadings()),
    assessProgram: () => Promise.resolve(null),
    startScan: () => ({
      done: new Promise(() => undefined),
      stop: () => undefined,
      describe: () => ({ progress, summary }),
    }),
    ...parts,
  };
}

export interface TestEngine {
  readonly engine: Engine;
  /** Rows as a window would have them by now. */
  readonly rows: Map<string, ConnectionRow>;
  readonly events: EngineEvent[];
  /** The value of a reply; throws when the request failed. */
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  /** The next event of this kind that fits, also a past one. */
  waitFor<N extends EventName>(name: N, isWanted: (payload: EventPayload<N>) => boolean): Promise<EventPayload<N>>;
}

export function startEngine(
  parts: EngineParts,
  settings: Partial<Settings> = {},
  poolLists = new PoolListBook(null),
): TestEngine {
  const engine = new Engine({ parts, settings: parseSettings(settings), version: '0.0.0', host: 'serve', poolLists });
  const events: EngineEvent[] = [];
  const rows = new Map<string, ConnectionRow>();
  engine.onEvent((event) => {
    events.push(event);
    if (event.name !== 'delta') return;
    const { changed, removed, isReset } = event.payload;
    if (isReset) rows.clear();
    for (const key of removed) rows.delete(key);
    for (const row of changed) rows.set(row.key, row);
  });
  return {
    engine,
    rows,
    events,
    async ask<N extends RequestName>(name: N, input: RequestInput<N>) {
      const reply = (await engine.handle(name, input)) as Reply<RequestOutput<N>>;
      if (reply.kind === 'failed') throw new Error(reply.failure.message);
      return reply.value;
    },
    waitFor<N extends EventName>(name: N, isWanted: (payload: EventPayload<N>) => boolean) {
      return new Promise<EventPayload<N>>((resolve) => {
        const check = (event: EngineEvent): void => {
          if (event.name !== name || !isWanted(event.payload as EventPayload<N>)) return;
          stop();
          resolve(event.payload as EventPayload<N>);
        };
        const stop = engine.onEvent(check);
        [...events].forEach(check);
      });
    },
  };
}
