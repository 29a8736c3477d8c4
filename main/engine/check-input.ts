/** The border: nothing a window sends is believed before it was checked here. */
import type { Failure } from '../../shared/connection';
import { requests, type Reply, type RequestName } from '../../shared/contract';

/** A request whose name and input fit each other. */
export type CheckedRequest = {
  [N in RequestName]: { name: N; input: ReturnType<(typeof requests)[N]['input']['parse']> };
}[RequestName];

/** The checked request with its defaults filled in, or a `bad-request`. */
export function checkInput(name: unknown, input: unknown): Reply<CheckedRequest> {
  if (!isRequestName(name)) return failed('bad-request', 'There is no such request.', updateRemedy);
  const parsed = requests[name].input.safeParse(input);
  if (parsed.success) return { kind: 'ok', value: { name, input: parsed.data } as CheckedRequest };
  const [issue] = parsed.error.issues;
  const where = [name, ...issue.path].join('.');
  return failed('bad-request', `${where}: ${issue.message}.`, updateRemedy);
}

/** A failure as a reply. */
export function failed(kind: Failure['kind'], message: string, remedy: string): { kind: 'failed'; failure: Failure } {
  return { kind: 'failed', failure: { kind, message, remedy } };
}

export function ok<T>(value: T): { kind: 'ok'; value: T } {
  return { kind: 'ok', value };
}

const updateRemedy = 'Close the window and start Kanaria again, so that both ends are of one version.';

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}
