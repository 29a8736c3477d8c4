import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageFromEngine, MessageToEngine } from '../../../main/engine/engine-messages';
import { SupervisedEngine } from '../../../main/engine/supervised-engine';
import { parseSettings } from '../../../main/settings/settings-store';
import type { EventPayload } from '../../../shared/contract';
import type { FileRow, FileScan, ScanChange } from '../../../shared/file-scan';
import { idleScan } from '../../../shared/idle-scan';

/** A process that does what the test says. */
interface Child {
  readonly received: MessageToEngine[];
  say(message: MessageFromEngine): void;
  /** Replies ok to the newest request of this name. */
  answer(name: string, value?: unknown): void;
  exit(code: number | null): void;
  isKilled: boolean;
}

const file = { kind: 'file', path: '/a.pcap' } as const;
let children: Child[];
let engine: SupervisedEngine;
let states: EventPayload<'engineState'>['state'][];

beforeEach(() => {
  vi.useFakeTimers();
  children = [];
  states = [];
  engine = new SupervisedEngine({
    settings: parseSettings({}),
    poolListFolder: '/nowhere',
    version: '1.2.3',
    spawn: ({ onMessage, onExit }) => {
      const received: MessageToEngine[] = [];
      const child: Child = {
        received,
        say: onMessage,
        answer(name, value = {}) {
          const asked = received.findLast((message) => message.kind === 'request' && message.name === name);
          if (asked?.kind !== 'request') throw new Error(`${name} was not asked`);
          onMessage({ kind: 'reply', id: asked.id, reply: { kind: 'ok', value } });
        },
        exit: onExit,
        isKilled: false,
      };
      children.push(child);
      return {
        send: (message) => received.push(message),
        kill: () => {
          child.isKilled = true;
          onExit(null);
        },
      };
    },
  });
  engine.onEvent((event) => {
    if (event.name === 'engineState') states.push(event.payload.state);
  });
});
afterEach(() => vi.useRealTimers());

const starts = (child: Child) =>
  child.received.filter((message) => message.kind === 'request' && message.name === 'session.start');

async function startFile(): Promise<void> {
  const reply = engine.handle('session.start', file);
  children[0].answer('session.start');
  await reply;
}

describe('the engine in a process of its own', () => {
  it('is told its settings first and asked once it is ready', async () => {
    const reply = engine.handle('app.getAbout', {});
    expect(children[0].received.map(({ kind }) => kind)).toEqual(['begin']);
    children[0].say({ kind: 'ready' });
    children[0].answer('app.getAbout', 'me');
    expect(await reply).toEqual({ kind: 'ok', value: 'me' });
    await vi.waitFor(() => expect(states).toEqual(['running']));
  });

  it('is started again after a crash, with what ran before, and only then said to run', async () => {
    children[0].say({ kind: 'ready' });
    await startFile();
    const underWay = engine.handle('session.getSnapshot', {});
    children[0].exit(11);
    expect(await underWay).toMatchObject({ kind: 'failed', failure: { kind: 'engine-down' } });
    const patient = engine.handle('access.check', {});
    await vi.advanceTimersByTimeAsync(250);
    children[1].say({ kind: 'ready' });
    children[1].answer('access.check');
    expect(await patient).toMatchObject({ kind: 'ok' });
    expect(starts(children[1])).toMatchObject([{ input: file }]);
    expect(states).toEqual(['running', 'crashed', 'restarting']);
    children[1].answer('session.start');
    await vi.waitFor(() => expect(states.at(-1)).toBe('running'));
  });

  it('does not start a source again on which it has crashed twice, nor one that was stopped', async () => {
    children[0].say({ kind: 'ready' });
    await startFile();
    children[0].exit(11);
    await vi.advanceTimersByTimeAsync(250);
    children[1].say({ kind: 'ready' });
    children[1].exit(11);
    await vi.advanceTimersByTimeAsync(999);
    expect(children).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    children[2].say({ kind: 'ready' });
    expect(starts(children[2])).toEqual([]);
  });

  it('does not start again what was stopped', async () => {
    children[0].say({ kind: 'ready' });
    await startFile();
    const stopped = engine.handle('session.stop', {});
    children[0].answer('session.stop');
    await stopped;
    children[0].exit(11);
    await vi.advanceTimersByTimeAsync(250);
    children[1].say({ kind: 'ready' });
    expect(starts(children[1])).toEqual([]);
  });

  it('says that a scan has stopped with the engine, and keeps what it had found', async () => {
    const told: ScanChange[] = [];
    engine.onEvent((event) => {
      if (event.name === 'scanChanged') told.push(event.payload);
    });
    children[0].say({ kind: 'ready' });
    const row = { key: 's1f0', path: '/tmp/a', assessment: 'match' } as FileRow;
    const scan: FileScan = { ...idleScan, state: 'running', request: { kind: 'processes' } };
    const change: ScanChange = { scan, added: [row], removed: [], isReset: true };
    children[0].say({ kind: 'event', name: 'scanChanged', payload: change });
    children[0].exit(11);
    expect(told.at(-1)?.scan).toMatchObject({ state: 'failed', failure: { kind: 'engine-down' } });
    await vi.advanceTimersByTimeAsync(250);
    children[1].say({ kind: 'ready' });
    const { scan: kept } = told.at(-1) ?? change;
    expect(await engine.handle('files.getScan', {})).toEqual({ kind: 'ok', value: { scan: kept, rows: [row] } });

    children[1].say({ kind: 'event', name: 'scanChanged', payload: { ...change, added: [] } });
    const asked = engine.handle('files.getScan', {});
    children[1].answer('files.getScan', 'the new scan');
    expect(await asked).toEqual({ kind: 'ok', value: 'the new scan' });
  });

  it('gives up on an answer after a while', async () => {
    children[0].say({ kind: 'ready' });
    const reply = engine.handle('session.getSnapshot', {});
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await reply).toMatchObject({ failure: { kind: 'engine-down' } });
  });

  it('is ended politely, then not, and not started again', async () => {
    children[0].say({ kind: 'ready' });
    const ended = engine.dispose();
    expect(children[0].received.at(-1)).toEqual({ kind: 'end' });
    await vi.advanceTimersByTimeAsync(3000);
    await ended;
    expect(children[0].isKilled).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(children).toHaveLength(1);
  });
});
