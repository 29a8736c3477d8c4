import type { Failure } from '../../shared/connection';
import type { CaptureTool } from '../../shared/contract';
import { aboutOf, adviseOnAccess, adviseOnInstall, remedyOf } from './access-advice';
import { describeComplaint } from './explain-tool-failure';
import { listInterfaces } from './interfaces';
import type { LiveOptions } from './live-options';
import type { PacketSource } from './packet-source';
import { probeTool } from './probe-tool';
import type { ToolDriver } from './tool-driver';
import { toolDrivers } from './tool-drivers';
import { ToolSource } from './tool-source';

/** What to capture live, and with what. */
export interface LiveRequest extends LiveOptions {
  readonly tool: CaptureTool | 'auto';
}

/**
 * A live capture, ready to be opened, or why there is none: `no-tool`, `no-permission`, `no-interface`, `bad-filter`,
 * `interface-down`, `bad-request`. `auto` takes dumpcap, tcpdump or cap, the first that is installed and permitted on
 * these interfaces.
 */
export async function openLive(request: LiveRequest): Promise<PacketSource | Failure> {
  const filter = request.filter?.trim() || null;
  if (filter?.includes('\0')) {
    return describeComplaint({ kind: 'bad-filter', words: 'it holds a zero byte' }, 'dumpcap', '', filter);
  }
  const interfaces = await resolveInterfaces(request.interfaces);
  if (!Array.isArray(interfaces)) return interfaces;
  const options: LiveOptions = { ...request, interfaces, filter };

  const failures: Failure[] = [];
  for (const driver of toolDrivers) {
    if (request.tool !== 'auto' && request.tool !== driver.tool) continue;
    const file = driver.find();
    if (file === null) continue;
    const failure = await tryInterfaces(driver, file, options);
    if (failure === null) return new ToolSource(driver, file, options);
    // Another tool would say the same.
    if (failure.kind !== 'no-tool' && failure.kind !== 'no-permission' && failure.kind !== 'tool-failed')
      return failure;
    failures.push(failure);
  }
  return explainNoTool(request.tool, failures);
}

/** No tool could start: says what would change that, permission before installation. */
async function explainNoTool(tool: LiveRequest['tool'], failures: readonly Failure[]): Promise<Failure> {
  const denied = failures.find((failure) => failure.kind === 'no-permission');
  if (denied !== undefined) {
    const advice = await adviseOnAccess(tool);
    return { ...denied, remedy: remedyOf(advice), about: { ...denied.about, ...aboutOf(advice) } };
  }
  const broken = failures.find((failure) => failure.kind === 'tool-failed');
  if (broken !== undefined) return broken;
  const advice = adviseOnInstall(tool === 'auto' ? 'dumpcap' : tool);
  return {
    kind: 'no-tool',
    message: tool === 'auto' ? 'No capture tool is installed.' : `${tool} is not installed or cannot be loaded.`,
    // The message says already what is missing; the package cap would need a compiler, dumpcap does not.
    remedy: advice.command === null ? advice.reason : `Run: ${advice.command}`,
    about: { deed: 'capture', tool: tool === 'auto' ? undefined : tool, ...aboutOf(advice) },
  };
}

/** The names of the interfaces that exist, each once; a name may also be the one people know it by. */
async function resolveInterfaces(wanted: readonly string[]): Promise<string[] | Failure> {
  const existing = await listInterfaces();
  const choices = existing.map((one) => one.name);
  const remedy = `Choose one of these: ${choices.join(', ')}.`;
  // dumpcap would choose one by itself.
  if (wanted.length === 0)
    return { kind: 'bad-request', message: 'No interface was named.', remedy, about: { choices } };
  const resolved = new Set<string>();
  for (const name of wanted) {
    // Only a listed name goes to a tool: dumpcap would take others for numbers, pipes or remote machines.
    const found = existing.find((one) => one.name === name) ?? existing.find((one) => one.description === name);
    if (found === undefined) {
      return {
        kind: 'no-interface',
        message: `There is no interface ${name}.`,
        remedy,
        about: { subject: name, choices },
      };
    }
    resolved.add(found.name);
  }
  return [...resolved];
}

async function tryInterfaces(driver: ToolDriver, file: string, options: LiveOptions): Promise<Failure | null> {
  for (const name of options.interfaces) {
    const complaint = await probeTool(driver, file, name, options);
    if (complaint !== null) return describeComplaint(complaint, driver.tool, name, options.filter);
  }
  return null;
}
