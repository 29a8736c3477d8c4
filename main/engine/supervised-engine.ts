/** The engine in a process of its own, started again when it ends unexpectedly. The window stays meanwhile. */
import { createBridgeClient, type BridgeClient } from '../../shared/bridge-client';
import type { Reply, RequestInput, RequestName, Settings, SourceRequest } from '../../shared/contract';
import type { EngineEndpoint, EngineEvent } from './engine-endpoint';
import type { MessageFromEngine, MessageToEngine } from './engine-messages';
import { LostScan } from './files-lost-scan';

/** A running process, whatever starts it. */
export interface EngineChild {
  send(message: MessageToEngine): void;
  kill(): void;
}

/** Starts a process and reports what comes from it. */
export type SpawnEngine = (handlers: {
  onMessage(message: MessageFromEngine): void;
  onExit(code: number | null): void;
}) => EngineChild;

export interface SupervisedEngineOptions {
  readonly spawn: SpawnEngine;
  readonly settings: Settings;
  readonly version: string;
  /** Where imported lists of pools are kept. */
  readonly poolListFolder: string;
}

/** Waiting time before each attempt in a row, milliseconds; the last one repeats. */
const backoffMs = [250, 1000, 4000, 15_000];
/** After this time the engine counts as well again. */
const wellAfterMs = 60_000;
const endWithinMs = 3000;
const forwarded = ['delta', 'interfaceActivity', 'accessChanged', 'scanChanged'] as const;

export class SupervisedEngine implements EngineEndpoint {
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private readonly client: BridgeClient;
  private settings: Settings;
  private child: EngineChild | null = null;
  private startedAtMs = 0;
  private crashesInRow = 0;
  private lastStart: SourceRequest | null = null;
  private readonly lostScan = new LostScan();
  private restart: NodeJS.Timeout | null = null;
  private onEnded: (() => void) | null = null;
  private isEnding = false;

  constructor(private readonly options: SupervisedEngineOptions) {
    this.settings = options.settings;
    this.client = createBridgeClient({
      send: (message) => this.child?.send(message),
      startTimer: (callback, delayMs) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    });
    for (const name of forwarded) {
      this.client.on(name, (payload) => this.emit({ name, payload } as EngineEvent));
    }
    this.client.on('scanChanged', (change) => this.lostScan.follow(change));
    this.spawn();
  }

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  applySettings(settings: Settings): void {
    this.settings = settings;
    this.child?.send({ kind: 'settings', settings });
  }

  async handle(name: RequestName, input: unknown): Promise<Reply<unknown>> {
    const lost = name === 'files.getScan' ? this.lostScan.snapshot() : null;
    if (lost !== null) return { kind: 'ok', value: lost };
    // The engine checks the input; its type does not matter on the way there.
    const reply = await this.client.request(name, input as RequestInput<typeof name>);
    if (name === 'session.start' && reply.kind === 'ok') this.lastStart = input as SourceRequest;
    if (name === 'session.stop') this.lastStart = null;
    return reply;
  }

  /** Ends the process: politely, then not. */
  async dispose(): Promise<void> {
    this.isEnding = true;
    if (this.restart !== null) clearTimeout(this.restart);
    this.listeners.clear();
    const { child } = this;
    if (child === null) return;
    const hasEnded = new Promise<void>((resolve) => (this.onEnded = resolve));
    const timer = setTimeout(() => child.kill(), endWithinMs);
    child.send({ kind: 'end' });
    await hasEnded;
    clearTimeout(timer);
  }

  private spawn(): void {
    this.startedAtMs = performance.now();
    this.child = this.options.spawn({
      onMessage: (message) => this.receive(message),
      onExit: (code) => this.exited(code),
    });
    const { version, poolListFolder } = this.options;
    this.child.send({ kind: 'begin', settings: this.settings, version, poolListFolder });
  }

  private receive(message: MessageFromEngine): void {
    if (message.kind === 'ready') void this.begin();
    else this.client.receive(message);
  }

  /** Starts what ran before, so that a window that looks again finds it, and tells that the engine is there. */
  private async begin(): Promise<void> {
    this.client.open();
    // A source on which the engine has crashed twice in a row is not started by itself once more.
    if (this.lastStart !== null && this.crashesInRow < 2) await this.client.request('session.start', this.lastStart);
    if (this.child !== null) this.emit({ name: 'engineState', payload: { state: 'running', message: null } });
  }

  private exited(code: number | null): void {
    this.child = null;
    this.client.close();
    if (this.isEnding) return this.onEnded?.();
    const wasWell = performance.now() - this.startedAtMs > wellAfterMs;
    this.crashesInRow = wasWell ? 1 : this.crashesInRow + 1;
    const change = this.lostScan.lose();
    if (change !== null) this.emit({ name: 'scanChanged', payload: change });
    const message = `The engine ended unexpectedly${code === null ? '' : ` with code ${code}`}.`;
    this.emit({ name: 'engineState', payload: { state: 'crashed', message, exitCode: code } });
    const delayMs = backoffMs[Math.min(this.crashesInRow, backoffMs.length) - 1];
    this.restart = setTimeout(() => {
      this.emit({ name: 'engineState', payload: { state: 'restarting', message, exitCode: code } });
      this.spawn();
    }, delayMs);
  }

  private emit(event: EngineEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}
