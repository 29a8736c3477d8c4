import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkAccess } from '../../../main/capture/access-check';
import { capCommand } from '../../../main/capture/cap-driver';
import { readProgramComplaint } from '../../../main/capture/explain-tool-failure';
import { listInterfaces } from '../../../main/capture/interfaces';
import { openLive } from '../../../main/capture/live-source';
import { runProgram } from '../../../main/capture/run-program';
import type { Access } from '../../../shared/contract';
import { hasProgram, repositoryRoot, requireOrSkip } from '../../support/requirements';
import { CaptureRun } from './capture-run';

const request = { filter: null, tool: 'auto', isHeadersOnly: false, isPromiscuous: false } as const;
const originalPath = process.env.PATH;
afterEach(() => void (process.env.PATH = originalPath));

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const canDropRights =
  requireOrSkip('root on Linux', isRoot) &&
  ['setpriv', 'dumpcap', 'tcpdump'].every((name) => requireOrSkip(name, hasProgram(name)));

describe.runIf(canDropRights)('a user who may not capture', () => {
  it.each([
    ['auto', /Run: sudo (setcap .*dumpcap|usermod )/],
    ['dumpcap', /Run: sudo (setcap .*dumpcap|usermod )/],
    ['tcpdump', /Run: sudo setcap .*tcpdump/],
    ['cap', /choose dumpcap or tcpdump/],
  ] as const)('gets the advice that helps, with %s', async (tool, advice) => {
    const { failure } = await new CaptureRun({ interfaces: ['lo'], tool }, nobody).waitFor('refused');
    expect(failure.kind).toBe('no-permission');
    expect(failure.remedy).toMatch(advice);
  });

  it('is told by the access check', () => {
    const module = path.join(repositoryRoot, 'main/capture/access-check.ts');
    const script = `import('${module}').then(({ checkAccess }) => checkAccess()).then((a) => console.log(JSON.stringify(a)))`;
    const [file, ...args] = [...nobody, process.execPath, '--import', 'tsx', '-e', script];
    const access = JSON.parse(execFileSync(file, args, { cwd: repositoryRoot, encoding: 'utf8' })) as Access;
    expect(access).toMatchObject({ isPermitted: false, tool: null });
    expect(access.command).toMatch(/^sudo (setcap|usermod) /);
    expect(access.tools.map(({ isInstalled }) => isInstalled)).toEqual([true, true, true]);
  });
});

describe.runIf(canDropRights)('a user who may capture', () => {
  it('has every tool', async () => {
    const access = await checkAccess();
    expect(access).toMatchObject({ isPermitted: true, tool: 'dumpcap', reason: null, command: null });
    for (const tool of access.tools) {
      expect(tool).toMatchObject({ isInstalled: true, isPermitted: true });
      expect(tool.version).toMatch(/^\d+\.\d+/);
    }
  });
});

describe('openLive', () => {
  it('lists the interfaces when there is none of that name, and never takes a name for something else', async () => {
    for (const name of ['no-such-if', '-', '1', '/tmp/pipe', 'TCP@192.0.2.1:19000']) {
      const failure = await openLive({ ...request, interfaces: [name] });
      expect(failure).toMatchObject({ kind: 'no-interface', message: `There is no interface ${name}.` });
      expect('remedy' in failure && failure.remedy).toContain((await listInterfaces())[0].name);
    }
  });

  it('captures nothing when no interface was named', async () => {
    expect(await openLive({ ...request, interfaces: [] })).toMatchObject({ kind: 'bad-request' });
  });

  it('says how to install a tool that is missing', async () => {
    process.env.PATH = '';
    const [{ name }] = await listInterfaces();
    const failure = await openLive({ ...request, interfaces: [name], tool: 'dumpcap' });
    expect(failure).toMatchObject({ kind: 'no-tool', message: 'dumpcap is not installed or cannot be loaded.' });
  });
});

describe('the bundled cap child', () => {
  const bundle = path.join(repositoryRoot, 'out/main/cap-child.js');

  it.runIf(requireOrSkip('the bundles in out/', existsSync(bundle)))(
    'is an ordinary missing tool without cap',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'kanaria-cap-'));
      // Its chunks lie beside it.
      cpSync(path.dirname(bundle), folder, { recursive: true });
      const alone = readProgramComplaint(
        await runProgram(capCommand(path.join(folder, 'cap-child.js'), ['probe', 'lo', ''])),
      );
      const inPlace = await runProgram(capCommand(bundle, ['version']));
      rmSync(folder, { recursive: true });
      expect(alone).toEqual({ kind: 'no-tool', words: 'cap cannot be loaded: it is not installed' });
      expect(inPlace.stdout).toMatch(/^cap \d/);
    },
  );
});
