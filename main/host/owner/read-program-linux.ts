/** What /proc tells of one process. */
import { readlinkSync, statSync } from 'node:fs';
import type { LocalProgram } from '../connection-owner';
import { readSystemFile } from '../read-system-file';
import { hideSecrets } from './hide-secrets';
import type { NetworkNamespaces } from './network-namespaces';
import { nameContainer } from './name-container';

/** Clock ticks a second of every Linux that node runs on (`getconf CLK_TCK`). */
const ticksPerSecond = 100;

interface ProgramStat {
  readonly name: string;
  readonly parent: number;
  readonly startTicks: number;
}

/** What is known of a process is read again after this time: it may have become another program. */
const keepMs = 5000;
const mostKept = 500;

/** Reads processes under `root` (/proc). */
export class ProgramReader {
  private readonly kept = new Map<
    number,
    { readonly program: LocalProgram; readonly startTicks: number; readonly readMs: number }
  >();
  private readonly bootSeconds: number | null;
  private readonly users: ReadonlyMap<number, string>;

  constructor(
    private readonly root: string,
    private readonly namespaces: NetworkNamespaces,
    usersFile = '/etc/passwd',
  ) {
    this.bootSeconds = readBootSeconds(root);
    this.users = readUsers(usersFile);
  }

  /** null: there is no such process. */
  read(pid: number): LocalProgram | null {
    const stat = this.readStat(pid);
    if (stat === null) return null;
    const nowMs = performance.now();
    const known = this.kept.get(pid);
    if (known?.startTicks === stat.startTicks && known.program.name === stat.name && nowMs - known.readMs < keepMs)
      return known.program;
    const program = this.readAll(pid, stat);
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(pid, { program, startTicks: stat.startTicks, readMs: nowMs });
    return program;
  }

  private readAll(pid: number, stat: ProgramStat): LocalProgram {
    const folder = `${this.root}/${pid}`;
    const parent = stat.parent > 0 ? this.readStat(stat.parent) : null;
    const args = readText(`${folder}/cmdline`)?.split('\0') ?? [];
    const startedAt =
      this.bootSeconds === null ? null : new Date((this.bootSeconds + stat.startTicks / ticksPerSecond) * 1000);
    return {
      pid,
      name: stat.name,
      path: readProgramPath(folder),
      parent: parent === null ? null : { pid: stat.parent, name: parent.name },
      user: this.readUser(folder),
      startedAt: startedAt?.toISOString() ?? null,
      commandLine: args.length > 0 && args[0] !== '' ? hideSecrets(args.filter((arg) => arg !== '')) : null,
      container: nameContainer(readText(`${folder}/cgroup`) ?? '') ?? this.namespaces.nameOf(pid),
    };
  }

  private readStat(pid: number): ProgramStat | null {
    const text = readText(`${this.root}/${pid}/stat`);
    return text === null ? null : parseStat(text);
  }

  private readUser(folder: string): string | null {
    try {
      const { uid } = statSync(folder);
      return this.users.get(uid) ?? String(uid);
    } catch {
      return null;
    }
  }
}

/** The name may hold blanks and parentheses: it ends at the last one. Start in ticks since the machine was started. */
export function parseStat(text: string): ProgramStat | null {
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')];
  if (open < 0 || close < open) return null;
  const fields = text.slice(close + 2).split(' ');
  const [parent, startTicks] = [Number(fields[1]), Number(fields[19])];
  if (!Number.isFinite(parent) || !Number.isFinite(startTicks)) return null;
  return { name: text.slice(open + 1, close), parent, startTicks };
}

/** The path of the executable; of one that was deleted, what still opens it. */
function readProgramPath(folder: string): string | null {
  try {
    const target = readlinkSync(`${folder}/exe`);
    return target.endsWith(' (deleted)') ? `${folder}/exe` : target;
  } catch {
    return null;
  }
}

function readBootSeconds(root: string): number | null {
  const seconds = Number(/^btime (\d+)$/m.exec(readText(`${root}/stat`) ?? '')?.[1]);
  return Number.isFinite(seconds) ? seconds : null;
}

function readUsers(file: string): Map<number, string> {
  const users = new Map<number, string>();
  for (const line of (readText(file) ?? '').split('\n')) {
    const [name, , uid] = line.split(':');
    if (name && uid && !users.has(Number(uid))) users.set(Number(uid), name);
  }
  return users;
}

function readText(file: string): string | null {
  try {
    return readSystemFile(file, 'utf8');
  } catch {
    return null;
  }
}
