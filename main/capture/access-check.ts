import type { Access } from '../../shared/contract';
import { adviseOnAccess } from './access-advice';
import { describeComplaint } from './explain-tool-failure';
import { listInterfaces } from './interfaces';
import { probeTool } from './probe-tool';
import { runProgram } from './run-program';
import type { ToolDriver } from './tool-driver';
import { toolDrivers } from './tool-drivers';

type ToolAccess = Access['tools'][number];

/** What an installed tool answered; it stays the same while this program runs. */
const versions = new Map<string, string | null>();

/**
 * Says whether this user may capture, with which tools, and if not, why and the one command that changes it. Found out by
 * really opening an interface with every tool, not from who the user is.
 */
export async function checkAccess(): Promise<Access> {
  const interfaceName = await chooseInterface();
  const tools = await Promise.all(toolDrivers.map((driver) => checkTool(driver, interfaceName)));
  const tool = tools.find(({ isPermitted }) => isPermitted)?.tool ?? null;
  if (tool !== null) return { isPermitted: true, tool, tools, reason: null, command: null };
  return { isPermitted: false, tool: null, tools, ...(await adviseOnAccess('auto')) };
}

/** An interface that is up, for trying. */
async function chooseInterface(): Promise<string | null> {
  const interfaces = await listInterfaces();
  const chosen = interfaces.find(({ kind }) => kind === 'any') ?? interfaces.find(({ isUp }) => isUp) ?? interfaces[0];
  return chosen?.name ?? null;
}

async function checkTool(driver: ToolDriver, interfaceName: string | null): Promise<ToolAccess> {
  const { tool } = driver;
  const file = driver.find();
  if (file === null) return { tool, isInstalled: false, isPermitted: false, version: null, note: 'Not installed.' };
  const version = await readVersion(driver, file);
  if (interfaceName === null) {
    return { tool, isInstalled: true, isPermitted: false, version, note: 'There is no interface to capture on.' };
  }
  const options = { interfaces: [interfaceName], filter: null, isHeadersOnly: false, isPromiscuous: false };
  const complaint = await probeTool(driver, file, interfaceName, options);
  if (complaint === null || complaint.kind === 'interface-down') {
    return {
      tool,
      isInstalled: true,
      isPermitted: true,
      version,
      note: driver.warnings.map(({ text }) => text).join(' ') || null,
    };
  }
  const note = describeComplaint(complaint, tool, interfaceName, null).message;
  return { tool, isInstalled: complaint.kind !== 'no-tool', isPermitted: false, version, note };
}

async function readVersion(driver: ToolDriver, file: string): Promise<string | null> {
  const known = versions.get(file);
  if (known !== undefined) return known;
  const { stdout, stderr } = await runProgram(driver.versionCommand(file));
  const version = /\d+\.\d+(\.\d+)*/.exec(stdout || stderr)?.[0] ?? null;
  // One that could not be run yet may be permitted later.
  if (version !== null) versions.set(file, version);
  return version;
}
