/** Decides where the engine runs: in a utility process, or inside main. */
import path from 'node:path';
import { utilityProcess } from 'electron';
import type { Settings } from '../../shared/contract';
import { Engine } from '../engine/engine';
import type { EngineEndpoint } from '../engine/engine-endpoint';
import type { MessageFromEngine } from '../engine/engine-messages';
import { realParts } from '../engine/real-parts';
import { SupervisedEngine, type SpawnEngine } from '../engine/supervised-engine';
import { version } from '../engine/tool';

/** Starts the engine where the settings say. */
export function startEngine(settings: Settings): EngineEndpoint {
  return settings.engineHost === 'main'
    ? new Engine({ parts: realParts, settings, version, host: 'electron-main' })
    : new SupervisedEngine({ spawn: spawnUtilityProcess, settings, version });
}

const spawnUtilityProcess: SpawnEngine = ({ onMessage, onExit }) => {
  const child = utilityProcess.fork(path.join(__dirname, 'engine-process.js'), [], { serviceName: 'Kanaria engine' });
  child.on('message', (message: MessageFromEngine) => onMessage(message));
  child.on('exit', (code) => onExit(code));
  return { send: (message) => child.postMessage(message), kill: () => void child.kill() };
};
