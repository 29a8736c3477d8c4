/** The engine: sessions over packet sources behind the contract. Runs in a process of its own or inside another one. */
import path from 'node:path';
import type {
  Session as SessionReport,
  EventName,
  EventPayload,
  Reply,
  RequestName,
  Settings,
} from '../../shared/contract';
import { idleSession } from '../../shared/idle-session';
import { exportCapture } from '../capture/export-capture';
import { PacketMemory } from '../capture/packet-memory';
import type { LoadedModel } from '../inference/predictor';
import { AccessWatch } from './access-watch';
import { checkInput, failed, ok, type CheckedRequest } from './check-input';
import type { EngineEndpoint, EngineEvent } from './engine-endpoint';
import type { EngineParts } from './engine-parts';
import { FilesClusters } from './files-clusters';
import { FilesScan } from './files-scan';
import { HostWatch } from './host-watch';
import { internalFailure } from './internal-failure';
import { PoolListBook } from './pool-list-book';
import { Session } from './session';
import { selectPackets } from './select-packets';

/** A window hears of changes at most this often. */
const tickMs = 250;
/** Making rows may take this share of the engine's time: a costly tick is followed by a longer pause. */
const tickShare = 0.1;
/** Rows in one delta at most: more would hold up every process on the way to the window. */
const mostRowsAtOnce = 1000;
const megabyte = 1_000_000;

export interface EngineOptions {
  readonly parts: EngineParts;
  readonly settings: Settings;
  readonly version: string;
  readonly host: EventHost;
  /** Lists of pools; without it there are none. */
  readonly poolLists?: PoolListBook;
}

type EventHost = 'electron-utility' | 'electron-main' | 'serve';

export class Engine implements EngineEndpoint {
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private readonly parts: EngineParts;
  private readonly accessWatch: AccessWatch;
  private readonly files: FilesScan;
  private readonly clusters: FilesClusters;
  private readonly poolLists: PoolListBook;
  private readonly hostWatch: HostWatch;
  private settings: Settings;
  private model: Promise<LoadedModel> | null = null;
  private session: Session | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopActivity: (() => void) | null = null;
  /** Starting and stopping follow one another. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: EngineOptions) {
    this.parts = options.parts;
    this.settings = options.settings;
    this.parts.host.givenWatts = options.settings;
    this.poolLists = options.poolLists ?? new PoolListBook(null);
    this.accessWatch = new AccessWatch(
      () => this.parts.checkAccess(),
      (access) => this.emit('accessChanged', access),
    );
    this.hostWatch = new HostWatch({
      host: this.parts.host,
      describeFlagged: () => this.session?.describeFlagged() ?? { programs: [], activity: [] },
      onChanged: (report) => this.emit('hostChanged', report),
    });
    this.clusters = new FilesClusters(() => this.parts.readClusters());
    this.files = new FilesScan({
      startScan: (target, callbacks) => this.parts.startScan(target, callbacks),
      onChanged: (change) => this.emit('scanChanged', change),
    });
  }

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  applySettings(settings: Settings): void {
    this.settings = settings;
    this.parts.host.givenWatts = settings;
  }

  async handle(name: RequestName, input: unknown): Promise<Reply<unknown>> {
    const checked = checkInput(name, input);
    if (checked.kind === 'failed') return checked;
    try {
      return await this.answer(checked.value);
    } catch (error) {
      return { kind: 'failed', failure: internalFailure(error) };
    }
  }

  async dispose(): Promise<void> {
    this.watchActivity(false);
    this.hostWatch.setOn(false);
    await Promise.all([this.inTurn(() => this.session?.stop()), this.files.dispose()]);
    this.parts.host.dispose();
    await this.parts.dispose?.();
    this.stopTicking();
    this.listeners.clear();
  }

  private async answer(request: CheckedRequest): Promise<Reply<unknown>> {
    switch (request.name) {
      case 'app.getAbout':
        return ok(await this.describeSelf());
      case 'interfaces.list':
        return ok(await this.parts.listInterfaces());
      case 'interfaces.watchActivity':
        this.watchActivity(request.input.isOn);
        return ok({});
      case 'access.check':
        return ok(await this.accessWatch.check());
      case 'session.getSnapshot':
        this.session?.refresh();
        return ok({ session: this.report(), rows: this.session?.rows.rows() ?? [] });
      case 'session.start':
        return this.inTurn(() => this.start(request.input));
      case 'session.stop':
        await this.inTurn(() => this.session?.stop());
        return ok({});
      case 'session.pause':
        this.session?.pause();
        return ok({});
      case 'session.resume':
        this.session?.resume();
        return ok({});
      case 'connection.getDetail': {
        const detail = this.session?.describe(request.input.key) ?? null;
        return detail === null ? forgotten : ok(detail);
      }
      case 'connection.savePackets':
        return this.savePackets(request.input.key, request.input.path);
      case 'poolLists.list':
        return ok(this.poolLists.list());
      case 'poolLists.import':
        return this.poolLists.import(request.input.path);
      case 'poolLists.remove':
        this.poolLists.remove(request.input.id);
        return ok(this.poolLists.list());
      case 'settings.get':
        return ok(this.settings);
      case 'files.startScan':
        await this.files.start(request.input);
        return ok({});
      case 'files.stopScan':
        await this.files.stop();
        return ok({});
      case 'files.getScan':
        return ok(this.files.snapshot());
      case 'files.getFile': {
        const file = this.files.file(request.input.key);
        return file === null ? fileForgotten : ok(file);
      }
      case 'clusters.list':
        return this.clusters.list();
      case 'clusters.get':
        return this.clusters.get(request.input.id, request.input.tlsh);
      case 'devices.list':
        return ok(this.session?.listDevices() ?? { devices: [], devicesInAll: 0, areAllCounted: true });
      case 'host.getReport':
        return ok(this.hostWatch.report());
      case 'host.watch':
        this.hostWatch.setOn(request.input.isOn);
        return ok({});
      case 'settings.set':
      case 'file.pick':
      case 'files.pickPaths':
        return failed('bad-request', `${request.name} is not for the engine.`, 'Ask its host.');
    }
  }

  private async describeSelf() {
    const { name, version, sha256 } = await this.loadModel();
    const { host, version: ownVersion } = this.options;
    return { version: ownVersion, model: { name, version, sha256 }, host, platform: process.platform };
  }

  private loadModel(): Promise<LoadedModel> {
    this.model ??= this.parts.loadModel();
    return this.model;
  }

  private async start(request: Extract<CheckedRequest, { name: 'session.start' }>['input']): Promise<Reply<unknown>> {
    const prepared = await this.parts.prepareSource(request);
    if (prepared.kind === 'failed') return prepared;
    const [model, poolLists] = await Promise.all([this.loadModel(), this.poolLists.load()]);
    await this.session?.stop();
    const session = new Session({
      source: prepared.source,
      model,
      memory: new PacketMemory(this.settings.keepPacketsMegabytes * megabyte),
      isHeadersOnly: request.kind !== 'demo' && request.isHeadersOnly,
      maxConnections: this.settings.maxConnections,
      poolLists,
      startedAt: new Date().toISOString(),
      host: this.parts.host,
      assessProgram: (path) => this.parts.assessProgram(path),
      onLate: () => {
        if (this.session === session) this.timer ??= setTimeout(() => this.tick(), tickMs);
      },
    });
    this.session = session;
    this.emit('delta', { session: this.report(), changed: [], removed: [], isReset: true });
    this.stopTicking();
    this.timer = setTimeout(() => this.tick(), tickMs);
    return ok({});
  }

  /** Sends what has changed and plans the next time, until the session is over and all of it was sent. */
  private tick(): void {
    const { session } = this;
    if (session === null) return;
    const beganMs = performance.now();
    const isOver = session.isOver;
    session.refresh();
    const changes = session.rows.takeChanges(mostRowsAtOnce);
    this.emit('delta', { session: this.report(), ...changes, isReset: false });
    const isLast = isOver && changes.changed.length < mostRowsAtOnce;
    const costMs = performance.now() - beganMs;
    this.timer = isLast ? null : setTimeout(() => this.tick(), Math.max(tickMs, costMs / tickShare));
  }

  private stopTicking(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private report(): SessionReport {
    return this.session?.report() ?? idleSession(this.settings.keepPacketsMegabytes * megabyte);
  }

  private async savePackets(key: string, file: string | null): Promise<Reply<unknown>> {
    const row = this.session?.rows.row(key) ?? null;
    if (this.session === null || row === null) return forgotten;
    if (file === null || !path.isAbsolute(file)) {
      return failed('bad-request', 'Packets are saved to an absolute path.', 'Choose a file.');
    }
    const result = await exportCapture(file, selectPackets(row, this.session.memory));
    return result.kind === 'ok' ? ok({ path: file, packets: result.packets }) : result;
  }

  private watchActivity(isOn: boolean): void {
    this.accessWatch.setOn(isOn);
    if (isOn === (this.stopActivity !== null)) return;
    this.stopActivity?.();
    this.stopActivity = isOn
      ? this.parts.watchActivity((packetsPerSecond) => this.emit('interfaceActivity', { packetsPerSecond }))
      : null;
  }

  private inTurn<T>(work: () => Promise<T> | T): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    for (const listener of [...this.listeners]) listener({ name, payload } as EngineEvent);
  }
}

const forgotten = failed(
  'not-found',
  'This connection is no longer kept.',
  'Kanaria keeps every flagged connection and the newest others: save or report earlier, or open the capture again.',
);

const fileForgotten: Reply<never> = {
  kind: 'failed',
  failure: {
    kind: 'not-found',
    message: 'The details of this file are no longer kept.',
    remedy: 'Scan it again.',
    about: { deed: 'scan' },
  },
};
