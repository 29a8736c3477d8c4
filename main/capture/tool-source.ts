import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../shared/connection';
import type { CaptureTool } from '../../shared/contract';
import type { Warning } from '../../shared/failure-about';
import { CaptureReader } from './capture-reader';
import { bringUp, bringUpCommand, describeComplaint, readProgramComplaint } from './explain-tool-failure';
import { LinkWatch } from './link-watch';
import type { LiveOptions } from './live-options';
import { mergePieces } from './merge-pieces';
import type { CaptureStats, PacketBatch, PacketSource } from './packet-source';
import { ToolChild } from './tool-child';
import type { ToolDriver } from './tool-driver';

const linkWatchMs = 250;
const countersMs = 1000;
/** When Ctrl-C ends a tool a moment before this program hears of it, that is no failure. */
const interruptGraceMs = 300;

/** A live capture by a tool in processes of its own. */
export class ToolSource implements PacketSource {
  readonly kind: CaptureTool;
  readonly tool: CaptureTool;
  readonly label: string;
  readonly timestamps: 'kernel' | 'user';
  private children: readonly ToolChild[] = [];
  private readers: readonly CaptureReader[] = [];
  private failure: Failure | null = null;
  private readonly unplugged = new Set<string>();

  /** `file` is what the driver found. */
  constructor(
    private readonly driver: ToolDriver,
    private readonly file: string,
    private readonly options: LiveOptions,
  ) {
    this.kind = driver.tool;
    this.tool = driver.tool;
    this.label = options.interfaces.join(', ');
    this.timestamps = driver.timestamps;
  }

  async *open(signal: AbortSignal): AsyncGenerator<PacketBatch, void, undefined> {
    if (signal.aborted) return;
    const links = new LinkWatch(this.options.interfaces);
    const commands = this.driver.captureCommands(this.file, this.options);
    this.children = commands.map((command) => new ToolChild(command));
    this.readers = commands.map(() => new CaptureReader(this.label));
    const stop = (): void => this.children.forEach((child) => child.stop());
    signal.addEventListener('abort', stop);
    const timers = [
      setInterval(() => this.watchLinks(links), linkWatchMs),
      setInterval(() => this.askForCounters(), countersMs),
    ];
    try {
      yield* this.read();
      if (!signal.aborted && this.failure === null) await this.findFailure(links, signal);
    } finally {
      timers.forEach(clearInterval);
      stop();
      await Promise.all(this.children.map((child) => child.ended));
      signal.removeEventListener('abort', stop);
    }
  }

  stats(): CaptureStats {
    const { readers, children, driver } = this;
    const dropped = children.map((child, at) => driver.readDropped(child.stderr) ?? readers[at].dropped);
    const isDroppedKnown = dropped.length > 0 && dropped.every((count) => count !== null);
    return {
      packets: sum(readers.map((reader) => reader.packets)),
      bytes: sum(readers.map((reader) => reader.bytes)),
      dropped: isDroppedKnown ? sum(dropped.map((count) => count ?? 0)) : null,
      readBytes: sum(readers.map((reader) => reader.streamBytes)),
      totalBytes: null,
      damagedAt: null,
      linkTypes: [...new Set(readers.flatMap((reader) => reader.linkTypes))],
      failure: this.failure,
      warnings: [...driver.warnings, ...[...this.unplugged].map(describeUnplugged)],
    };
  }

  /** Yields until every child has ended; once one has, the others are stopped. After a stop, what is left comes too. */
  private async *read(): AsyncGenerator<PacketBatch, void, undefined> {
    const { children, readers } = this;
    for (const child of children) void child.ended.then(() => children.forEach((other) => other.stop()));
    const never = new AbortController().signal;
    for await (const { from, piece } of mergePieces(
      children.map((child) => child.stdout),
      never,
    )) {
      const reader = readers[from];
      if (piece.kind === 'bytes') yield* reader.push(piece.bytes);
      else yield reader.emptyBatch();
      if (reader.isDone) break;
    }
    children.forEach((child) => child.stop());
  }

  private watchLinks(links: LinkWatch): void {
    for (const name of links.findUnplugged()) this.unplugged.add(name);
    const lost = links.findLost();
    if (lost === null || this.failure !== null) return;
    this.failure = this.describeLoss(lost, links);
    this.children.forEach((child) => child.stop());
  }

  private askForCounters(): void {
    const { countersSignal } = this.driver;
    // A tool that has not written its file header yet may still die of the signal.
    if (countersSignal === null) return;
    this.children.forEach((child, at) => {
      if (this.readers[at].streamBytes > 0) child.signal(countersSignal);
    });
  }

  /** Nobody stopped the capture: says what did. */
  private async findFailure(links: LinkWatch, signal: AbortSignal): Promise<void> {
    const { driver, options } = this;
    if (this.readers.some((reader) => reader.isDone)) {
      this.failure = describeComplaint(
        { kind: 'tool-failed', words: 'its output is not a capture' },
        driver.tool,
        this.label,
        options.filter,
      );
      return;
    }
    const endings = (await Promise.all(this.children.map((child) => child.ended))).map(readProgramComplaint);
    await sleep(interruptGraceMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const lost = links.findLost();
    const at = Math.max(
      endings.findIndex((ending) => ending.kind !== 'tool-failed'),
      0,
    );
    const interfaceName = this.children.length === 1 ? this.label : options.interfaces[at];
    const ending = endings[at];
    if (lost !== null) this.failure = this.describeLoss(lost, links);
    else if (ending.kind === 'interface-down' || ending.kind === 'no-interface') {
      this.failure = this.describeLoss(interfaceName, links);
    } else this.failure = describeComplaint(ending, driver.tool, interfaceName, options.filter);
  }

  private describeLoss(interfaceName: string, links: LinkWatch): Failure {
    const isDown = links.stateOf(interfaceName) === 'down';
    const others = this.options.interfaces.filter((name) => name !== interfaceName);
    const also = others.length > 0 ? `, on ${others.join(', ')} too` : '';
    return {
      kind: 'interface-down',
      message: `The interface ${interfaceName} ${isDown ? 'went down' : 'is gone'}, so the capture has stopped${also}.`,
      remedy: isDown ? bringUp(interfaceName) : 'Connect it and start again; everything found until then stays.',
      about: { deed: 'capture', subject: interfaceName, command: isDown ? bringUpCommand(interfaceName) : undefined },
    };
  }
}

function describeUnplugged(interfaceName: string): Warning {
  const text = `${interfaceName} lost its link during the capture (cable or radio).`;
  return { code: 'unplugged', text, interfaceName };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
