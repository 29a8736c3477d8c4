/** Decides where the engine runs: in a utility process, or inside main. */
import path from 'node:path';
import { utilityProcess } from 'electron';
import type { Settings } from '../../shared/contract';
import { Engine } from '../engine/engine';
import type { EngineEndpoint } from '../engine/engine-endpoint';
import type { MessageFromEngine } from '../engine/engine-messages';
import { PoolListBook } from '../engine/pool-list-book';
import { realParts } from '../engine/real-parts';
import { SupervisedEngine, type SpawnEngine } from '../engine/supervised-engine';
import { version } from '../engine/tool';
import { PoolListStore } from '../settings/pool-list-store';

/** Starts the engine where the settings say. */
export function startEngine(settings: Settings, poolListFolder: string): EngineEndpoint {
  return settings.engineHost === 'main'
    ? new Engine({
        parts: realParts,
        settings,
        version,
        host: 'electron-main',
        poolLists: new PoolListBook(new PoolListStore(poolListFolder)),
      })
    : new SupervisedEngine({ spawn: spawnUtilityProcess, settings, version, poolListFolder });
}

const spawnUtilityProcess: SpawnEngine = ({ onMessage, onExit }) => {
  const child = utilityProcess.fork(path.join(__dirname, 'engine-process.js'), [], { serviceName: 'Kanaria engine' });
  child.on('message', (message: MessageFromEngine) => onMessage(message));
  child.on('exit', (code) => onExit(code));
  return { send: (message) => child.postMessage(message), kill: () => void child.kill() };
};
