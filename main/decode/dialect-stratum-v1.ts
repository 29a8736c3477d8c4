/**
 * Stratum as Bitcoin, Litecoin, Zcash, Kaspa, Ravencoin and many others speak it (bitcoin.it "Stratum mining protocol",
 * BIP 310, ZIP 301), with EthereumStratum/1.0.0 (NiceHash) and 2.0.0 (EIP-1571), which share its method names.
 */
import type { Dialect } from './conversation-findings';
import { textAt, type DialectMessage, type DialectRole } from './dialect-message';
import { workOfDifficulty, workOfTarget, type ShareWork } from './share-work';
import { isJsonObject, type Json, type JsonObject } from './json-scan';

/** A map, because an object would know `constructor` too. */
const roles: ReadonlyMap<string, DialectRole> = new Map<string, DialectRole>([
  ['mining.subscribe', 'handshake'],
  ['mining.authorize', 'handshake'],
  ['mining.hello', 'handshake'],
  ['mining.notify', 'job'],
  ['mining.submit', 'submit'],
  ...[
    ...['configure', 'set', 'set_difficulty', 'set_target', 'set_extranonce', 'set_version_mask', 'set_seed'],
    ...['extranonce.subscribe', 'suggest_difficulty', 'suggest_target', 'multi_version', 'get_transactions'],
    ...['capabilities', 'hashrate', 'noop', 'bye', 'subscribed', 'submitted', 'wait_for_work'],
  ].map((verb): [string, DialectRole] => [`mining.${verb}`, 'other']),
]);

/** These carry nothing, so they may leave out their parameters. */
const bare = new Set(['mining.noop', 'mining.bye']);

/** Reads one message, or gives null if it does not belong to this dialect beyond doubt. */
export function readStratumV1(message: JsonObject): DialectMessage | null {
  const { method, result } = message;
  // Iron Fish calls its parameters a body.
  const params = message.params ?? message.body;
  if (Array.isArray(result)) return readSubscription(result);
  if (typeof method !== 'string' || 'result' in message) return null;
  const role = roles.get(method);
  if (role === undefined) return null;
  if (Array.isArray(params)) return { ...readParams(method, params), role, name: method };
  if (isJsonObject(params)) return { ...readNamedParams(method, params), role, name: method };
  return bare.has(method) ? { dialect: 'ethereum', role, name: method } : null;
}

function readParams(
  method: string,
  params: readonly Json[],
): { dialect: Dialect; agent?: string; login?: string; work?: ShareWork | null } {
  const first = typeof params[0] === 'string' && params[0] !== '' ? params[0] : undefined;
  if (method === 'mining.subscribe') {
    const isEthereum = params.some(isEthereumStratum);
    return { dialect: isEthereum ? 'ethereum' : 'stratum-v1', agent: first };
  }
  if (method === 'mining.authorize' || method === 'mining.submit') return { dialect: 'stratum-v1', login: first };
  if (method === 'mining.set_difficulty') return { dialect: 'stratum-v1', work: workOfDifficulty(params[0]) };
  if (method === 'mining.set_target') return { dialect: 'stratum-v1', work: workOfTarget(params[0]) };
  return { dialect: 'stratum-v1' };
}

/** EIP-1571 names its parameters: `{"agent":"ethminer-0.17","proto":"EthereumStratum/2.0.0",…}`. */
function readNamedParams(
  method: string,
  params: JsonObject,
): { dialect: Dialect; agent?: string; algorithm?: string; work?: ShareWork | null } {
  if (method !== 'mining.hello' && method !== 'mining.set') return { dialect: 'stratum-v1' };
  return {
    dialect: 'ethereum',
    agent: textAt(params, 'agent'),
    algorithm: textAt(params, 'algo'),
    work: workOfTarget(params.target),
  };
}

/** The answer to mining.subscribe: `[[["mining.notify","1"],…],"00b61738",4]`, with one or several subscriptions. */
function readSubscription(result: readonly Json[]): DialectMessage | null {
  const subscriptions = result[0];
  if (!Array.isArray(subscriptions)) return null;
  const entries = Array.isArray(subscriptions[0]) ? subscriptions : [subscriptions];
  const isMining = entries.some((entry) => Array.isArray(entry) && isSubscription(entry[0]));
  if (!isMining) return null;
  const isEthereum = entries.some((entry) => Array.isArray(entry) && isEthereumStratum(entry[2]));
  return { dialect: isEthereum ? 'ethereum' : 'stratum-v1', role: 'other', name: 'mining.subscribe result' };
}

function isSubscription(value: Json): boolean {
  return value === 'mining.notify' || value === 'mining.set_difficulty' || value === 'mining.set_target';
}

function isEthereumStratum(value: Json): boolean {
  return typeof value === 'string' && value.startsWith('EthereumStratum/');
}
