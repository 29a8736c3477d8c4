/** The owner of a connection on macOS: `lsof` lists sockets with their processes, `ps` tells what these are. */
import { runProgram } from '../../capture/run-program';
import type { LocalProgram } from '../connection-owner';
import type { ProgramFinder } from './create-connection-owner';
import { hideSecrets } from './hide-secrets';
import { type OwnedSocket, PolledOwner } from './polled-owner';
import { splitEndpoint } from './split-endpoint';

/** Runs a program of the system and gives what it printed; null where it failed. */
export type AskSystem = (file: string, args: readonly string[]) => Promise<string | null>;

export const lsofArgs = ['-nP', '-iTCP', '-iUDP', '-FpPnT'] as const;
export const psArgs = ['-axww', '-o', 'pid=,ppid=,user=,lstart=,comm='] as const;
export const psCommandArgs = ['-axww', '-o', 'pid=,args='] as const;

export function createMacosOwner(ask: AskSystem = askSystem): ProgramFinder {
  return new PolledOwner({
    readSockets: async () => {
      const text = await ask('/usr/sbin/lsof', lsofArgs);
      return text === null ? null : parseLsof(text);
    },
    readPrograms: async () => {
      const [list, commands] = await Promise.all([ask('/bin/ps', psArgs), ask('/bin/ps', psCommandArgs)]);
      return list === null ? null : parsePs(list, commands ?? '');
    },
  });
}

/** `lsof` ends with 1 where some of what was asked for was not found, and still lists the rest. */
export async function askSystem(file: string, args: readonly string[]): Promise<string | null> {
  const { stdout, startError, code } = await runProgram({ file, args });
  return startError === null && (code === 0 || stdout !== '') ? stdout : null;
}

/** Fields of `lsof -F`: one a line, `p` begins a process, `f` a file of it, `P` its protocol, `n` its ends. */
export function parseLsof(text: string): OwnedSocket[] {
  const sockets: OwnedSocket[] = [];
  let pid = 0;
  let protocol = '';
  for (const line of text.split('\n')) {
    const value = line.slice(1);
    if (line[0] === 'p') pid = Number(value);
    else if (line[0] === 'f') protocol = '';
    else if (line[0] === 'P') protocol = value.toLowerCase();
    else if (line[0] === 'n' && (protocol === 'tcp' || protocol === 'udp')) {
      const [localText, remoteText] = value.split('->');
      const local = splitEndpoint(localText);
      const remote = remoteText === undefined ? null : splitEndpoint(remoteText);
      // A TCP socket without another end listens.
      if (local === null || !(pid > 0) || (protocol === 'tcp' && remote === null)) continue;
      sockets.push({ protocol, local, remote, pid });
    }
  }
  return sockets;
}

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const psLine = new RegExp(
  `^\\s*(\\d+)\\s+(\\d+)\\s+(\\S+)\\s+\\w{3}\\s+((?:${months})\\s+\\d+|\\d+\\s+(?:${months}))\\s+(\\d+:\\d+:\\d+)\\s+(\\d{4})\\s+(.+?)\\s*$`,
);

/** `list`: as `psArgs` asks for; `commands`: as `psCommandArgs` does. Start in local time. */
export function parsePs(list: string, commands: string): LocalProgram[] {
  const lines = new Map<number, string>();
  for (const line of commands.split('\n')) {
    const match = /^\s*(\d+)\s+(.*)$/.exec(line);
    if (match) lines.set(Number(match[1]), match[2].trim());
  }
  const found = new Map<number, { parent: number; user: string; startedAt: string | null; path: string }>();
  for (const line of list.split('\n')) {
    const match = psLine.exec(line);
    if (!match) continue;
    const [, pid, parent, user, day, time, year, path] = match;
    const start = new Date(`${day} ${year} ${time}`);
    const startedAt = Number.isNaN(start.getTime()) ? null : start.toISOString();
    found.set(Number(pid), { parent: Number(parent), user, startedAt, path });
  }
  return Array.from(found, ([pid, { parent, user, startedAt, path }]) => {
    const mother = found.get(parent);
    const command = lines.get(pid);
    return {
      pid,
      name: nameOf(path),
      path: path.startsWith('/') ? path : null,
      parent: mother === undefined ? null : { pid: parent, name: nameOf(mother.path) },
      user,
      startedAt,
      commandLine: command === undefined ? null : hideSecrets(command.split(' ')),
      container: null,
    };
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
