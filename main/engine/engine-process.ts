/** Entry of the engine's own process: an Electron utility process that talks to its owner through `parentPort`. */
import { PoolListStore } from '../settings/pool-list-store';
import { Engine } from './engine';
import type { MessageFromEngine, MessageToEngine } from './engine-messages';
import { PoolListBook } from './pool-list-book';
import { realParts } from './real-parts';

/** Electron's `process.parentPort`, as far as it is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: MessageFromEngine): void;
}

const { parentPort } = process as unknown as { parentPort: ParentPort };
let engine: Engine | null = null;

// The owner is the only sender: both are one program.
parentPort.on('message', ({ data }) => receive(data as MessageToEngine));

function receive(message: MessageToEngine): void {
  switch (message.kind) {
    case 'begin': {
      const { settings, version, poolListFolder } = message;
      const poolLists = new PoolListBook(new PoolListStore(poolListFolder));
      engine = new Engine({ parts: realParts, host: 'electron-utility', settings, version, poolLists });
      engine.onEvent((event) => parentPort.postMessage({ kind: 'event', ...event }));
      return parentPort.postMessage({ kind: 'ready' });
    }
    case 'settings':
      return engine?.applySettings(message.settings);
    case 'request':
      return void engine
        ?.handle(message.name, message.input)
        .then((reply) => parentPort.postMessage({ kind: 'reply', id: message.id, reply }));
    case 'end':
      return void engine?.dispose().finally(() => process.exit(0));
  }
}
