/** Serves the contract to any number of windows: asks the engine, and itself answers what is not the engine's. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ConnectionRow, Reply, RequestOutput, Settings } from '../../shared/contract';
import { checkInput, failed, ok } from './check-input';
import type { EngineEndpoint, EngineEvent } from './engine-endpoint';

/** Settings as the host keeps them. */
export interface SettingsAccess {
  get(): Settings;
  set(changes: Partial<Settings>): Settings;
}

/** What only a desktop can do; null where a dialog was cancelled. */
export interface Dialogs {
  pickFile(): Promise<string | null>;
  /** Several files, or folders; none where the dialog was cancelled. */
  pickPaths(kind: 'files' | 'folder'): Promise<string[]>;
  pickSavePath(suggestedName: string): Promise<string | null>;
}

export interface ContractHostOptions {
  readonly engine: EngineEndpoint;
  readonly settings: SettingsAccess;
  readonly dialogs: Dialogs | null;
  /** Where packets are saved when nobody can be asked. */
  readonly downloads: string;
}

/** One window's end. */
export interface ContractClient {
  handle(name: unknown, input: unknown): Promise<Reply<unknown>>;
  close(): void;
}

export class ContractHost {
  private readonly engine: EngineEndpoint;
  private readonly clients = new Map<ContractClient, (event: EngineEvent) => void>();
  private readonly activityWatchers = new Set<ContractClient>();

  constructor(private readonly options: ContractHostOptions) {
    this.engine = options.engine;
    this.engine.onEvent((event) => this.broadcast(event));
  }

  /** Connects a window; every event goes to `onEvent` until the client is closed. */
  connect(onEvent: (event: EngineEvent) => void): ContractClient {
    const client: ContractClient = {
      handle: (name, input) => this.handle(client, name, input),
      close: () => {
        this.clients.delete(client);
        void this.watchActivity(client, false);
      },
    };
    this.clients.set(client, onEvent);
    return client;
  }

  private async handle(client: ContractClient, name: unknown, input: unknown): Promise<Reply<unknown>> {
    const checked = checkInput(name, input);
    if (checked.kind === 'failed') return checked;
    const request = checked.value;
    switch (request.name) {
      case 'settings.get':
        return ok(this.options.settings.get());
      case 'settings.set':
        return this.changeSettings(request.input);
      case 'file.pick':
        return this.pickFile();
      case 'files.pickPaths':
        return this.pickPaths(request.input.kind);
      case 'interfaces.watchActivity':
        return this.watchActivity(client, request.input.isOn);
      case 'connection.savePackets':
        return this.savePackets(request.input.key, request.input.path);
      default:
        return this.engine.handle(request.name, request.input);
    }
  }

  private changeSettings(changes: Partial<Settings>): Reply<Settings> {
    let settings: Settings;
    try {
      settings = this.options.settings.set(changes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return failed('not-saved', `The settings could not be written: ${reason}.`, 'Make room or allow writing there.');
    }
    this.engine.applySettings(settings);
    this.broadcast({ name: 'settingsChanged', payload: settings });
    return ok(settings);
  }

  private async pickFile(): Promise<Reply<RequestOutput<'file.pick'>>> {
    const { dialogs } = this.options;
    if (dialogs === null) return ok({ path: null, isSupported: false });
    return ok({ path: await dialogs.pickFile(), isSupported: true });
  }

  private async pickPaths(kind: 'files' | 'folder'): Promise<Reply<RequestOutput<'files.pickPaths'>>> {
    const { dialogs } = this.options;
    if (dialogs === null) return ok({ paths: [], isSupported: false });
    return ok({ paths: await dialogs.pickPaths(kind), isSupported: true });
  }

  /** The engine sends activity as long as one window watches. */
  private async watchActivity(client: ContractClient, isOn: boolean): Promise<Reply<unknown>> {
    const wasOn = this.activityWatchers.size > 0;
    if (isOn) this.activityWatchers.add(client);
    else this.activityWatchers.delete(client);
    const isNowOn = this.activityWatchers.size > 0;
    return wasOn === isNowOn ? ok({}) : this.engine.handle('interfaces.watchActivity', { isOn: isNowOn });
  }

  private async savePackets(key: string, asked: string | null): Promise<Reply<unknown>> {
    // A window must not be able to replace files: only a person, in a dialog, may choose one that exists.
    if (asked !== null && (!asked.endsWith('.pcapng') || existsSync(asked))) {
      return failed('bad-request', `${asked} can't be written.`, 'Choose a new name that ends in .pcapng.');
    }
    const chosen = asked === null ? await this.chooseSavePath(key) : ok(asked);
    if (chosen.kind === 'failed') return chosen;
    if (chosen.value === null) return ok({ path: null, packets: 0 });
    return this.engine.handle('connection.savePackets', { key, path: chosen.value });
  }

  private async chooseSavePath(key: string): Promise<Reply<string | null>> {
    const detail = (await this.engine.handle('connection.getDetail', { key })) as Reply<ConnectionRow>;
    if (detail.kind === 'failed') return detail;
    const name = fileNameOf(detail.value);
    const { dialogs, downloads } = this.options;
    return ok(dialogs === null ? unusedPath(downloads, name) : await dialogs.pickSavePath(`${name}.pcapng`));
  }

  private broadcast(event: EngineEvent): void {
    for (const onEvent of this.clients.values()) onEvent(event);
  }
}

function fileNameOf({ server, start }: ConnectionRow): string {
  const place = `${server.address}-${server.port}`.replaceAll(/[^0-9a-z.-]/gi, '_');
  return `kanaria-${place}-${start.slice(0, 19).replaceAll(/[:T]/g, '-')}`;
}

function unusedPath(folder: string, name: string): string {
  for (let copy = 1; ; copy++) {
    const file = path.join(folder, copy === 1 ? `${name}.pcapng` : `${name}-${copy}.pcapng`);
    if (!existsSync(file)) return file;
  }
}
