/** Runs the engine behind the loopback server until Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, existsSync } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Failure } from '../../shared/connection';
import type { SourceRequest } from '../../shared/contract';
import { formatEndpoint } from '../../shared/format-endpoint';
import { describeReadFailure } from '../capture/file-failure';
import { ContractHost } from '../engine/contract-host';
import { Engine } from '../engine/engine';
import { findResource } from '../find-resource';
import { realParts } from '../engine/real-parts';
import { startFirstSource } from '../engine/start-first-source';
import { version } from '../engine/tool';
import { followWarnings } from '../serve/follow-warnings';
import { serve, type RunningServer } from '../serve/serve';
import { followVerdicts, type VerdictLine } from '../serve/verdict-lines';
import { settingsFile } from '../settings/settings-file';
import { SettingsStore } from '../settings/settings-store';
import { exitCode, exitCodeOf } from './exit-codes';
import { formatRisk } from './format-units';
import { abortOnInterrupt } from './interrupt';
import { loadPoolLists, openPoolListBook } from './pool-list-options';
import type { ServeArguments } from './serve';
import { hasColours, paint, printable, remark, reportFailure } from './terminal';

const usualPort = 4747;

/** Returns the exit code. */
export async function runServe(options: ServeArguments): Promise<number> {
  // A named list that can't be read ends the command, as it does elsewhere.
  if ((await loadPoolLists({ poolList: options.poolList, poolLists: false })) === null) return exitCode.wrongUsage;
  const missing = options.file === undefined ? null : await findReadFailure(options.file);
  if (missing !== null) {
    reportFailure(missing, null);
    return exitCode.unreadableInput;
  }
  const interrupted = abortOnInterrupt();
  const settings = new SettingsStore(settingsFile());
  const engine = new Engine({
    parts: realParts,
    settings: settings.get(),
    version,
    host: 'serve',
    poolLists: openPoolListBook(options),
  });
  const host = new ContractHost({ engine, settings, dialogs: null, downloads: downloadsFolder() });
  const server = await startServer(host, options.port);
  if (server.kind === 'failed') {
    reportFailure(server.failure, null);
    return exitCodeOf(server.failure);
  }
  const { url } = server;
  const failure = await runSource(host, options, interrupted, () => {
    process.stdout.write(`Kanaria's window: ${url}\nCtrl-C ends it.\n`);
    if (options.open) openBrowser(url);
  });
  await server.close();
  await engine.dispose();
  return failure === null ? exitCode.nothingFound : exitCodeOf(failure);
}

/** Why a file cannot be read, as far as that shows without opening it; null where nothing speaks against it. */
async function findReadFailure(file: string): Promise<Failure | null> {
  try {
    await access(file, constants.R_OK);
    return (await stat(file)).isDirectory() ? describeReadFailure({ code: 'EISDIR' }, file) : null;
  } catch (error) {
    return describeReadFailure(error, file);
  }
}

/**
 * Starts what was asked for and tells of it until Ctrl-C, or until it turns out that it cannot be had at all. `onStarted` is not
 * called where that shows at once.
 */
async function runSource(
  host: ContractHost,
  options: ServeArguments,
  interrupted: AbortSignal,
  onStarted: () => void,
): Promise<Failure | null> {
  const stopFollowing = [followVerdicts(host, print), followWarnings(host, remark)];
  const asked = readRequest(options);
  const given = new AbortController();
  let failure: Failure | null = null;
  // Whatever a window starts later, or the demo takes the place of, may fail without ending the server.
  let mayFail = asked === null;
  const fail = (reason: Failure): void => {
    reportFailure(reason, null);
    if (mayFail) return;
    failure = reason;
    given.abort();
  };
  const client = host.connect((event) => {
    if (event.name !== 'delta') return;
    const { session } = event.payload;
    if (session.state === 'failed' && session.failure !== null) fail(session.failure);
    if (session.packets > 0 || session.state === 'ended') mayFail = true;
  });
  const playingDemo = (reason: string): void => remark(`${reason} Playing the bundled demo instead.`);
  const first = asked !== null || options.start ? await startFirstSource(host, asked, playingDemo) : null;
  if (first?.failure) {
    fail(first.failure);
  } else {
    onStarted();
    if (first?.request) process.stdout.write(`${describeSource(first.request)}\n`);
  }
  const over = AbortSignal.any([interrupted, given.signal]);
  if (!over.aborted) await once(over, 'abort');
  for (const stop of stopFollowing) stop();
  client.close();
  return failure;
}

async function startServer(host: ContractHost, port: number | undefined) {
  const folder = path.join(path.dirname(findResource('package.json')), 'out/renderer');
  const server: RunningServer | { kind: 'failed'; failure: Failure } = await serve({
    host,
    folder,
    port: port ?? usualPort,
  });
  const isTaken = server.kind === 'failed' && server.failure.kind !== 'missing';
  return port === undefined && isTaken ? serve({ host, folder, port: 0 }) : server;
}

/** The source named by the arguments, or null. */
function readRequest({ file, interface: interfaces, demo }: ServeArguments): SourceRequest | null {
  if (file !== undefined) return { kind: 'file', path: path.resolve(file) };
  if (interfaces.length > 0) return { kind: 'interface', interfaces };
  return demo ? { kind: 'demo' } : null;
}

function describeSource(request: SourceRequest): string {
  switch (request.kind) {
    case 'demo':
      return 'Demo: generated sample traffic, not your network.';
    case 'file':
      return `Reading ${request.path}`;
    case 'interface':
      return `Listening to ${request.interfaces.join(', ')}`;
  }
}

function print({ row, reason }: VerdictLine): void {
  const { client, server, verdict } = row;
  const name = server.name === null ? '' : ` (${server.name})`;
  const ends = `${formatEndpoint(client)} -> ${formatEndpoint(server)}${name}`;
  const word = paint(verdict.toUpperCase().padEnd(10), verdict, hasColours(process.stdout));
  process.stdout.write(`${word} ${formatRisk(row.risk)}  ${printable(`${ends}  ${reason}`)}\n`);
}

function downloadsFolder(): string {
  const folder = path.join(homedir(), 'Downloads');
  return existsSync(folder) ? folder : homedir();
}

function openBrowser(url: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.once('error', () => remark('No browser could be opened; open the address above.'));
  child.unref();
}
