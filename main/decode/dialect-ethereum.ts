/**
 * The Ethereum work calls that pools and miners speak over raw TCP (eth-proxy, Claymore, ethminer `stratum1+tcp`). A node's
 * own JSON-RPC (eth_blockNumber, eth_call, eth_subscribe, …) never matches.
 */
import { isHex, textAt, type DialectMessage, type DialectRole } from './dialect-message';
import { workOfTarget } from './share-work';
import type { Json, JsonObject } from './json-scan';

/** A map, because an object would know `constructor` too. */
const roles: ReadonlyMap<string, DialectRole> = new Map<string, DialectRole>([
  ['eth_submitLogin', 'handshake'],
  ['eth_login', 'handshake'],
  ['eth_getWork', 'other'],
  ['eth_awaitNewWork', 'other'],
  ['eth_submitWork', 'submit'],
  ['eth_submitHashrate', 'other'],
]);

/** Reads one message, or gives null if it does not belong to this dialect beyond doubt. */
export function readEthereum(message: JsonObject): DialectMessage | null {
  const { method, params, result } = message;
  if (Array.isArray(result)) {
    return isWork(result)
      ? { dialect: 'ethereum', role: 'job', name: 'eth_getWork result', work: workOfTarget(result[2]) }
      : null;
  }
  if (typeof method !== 'string' || 'result' in message) return null;
  const role = roles.get(method);
  if (role === undefined) return null;
  if (method === 'eth_submitHashrate' && Array.isArray(params)) {
    return { dialect: 'ethereum', role, name: method, claimedRate: Number(params[0]) };
  }
  if (role !== 'handshake') return { dialect: 'ethereum', role, name: method };
  const login = Array.isArray(params) && typeof params[0] === 'string' ? params[0] : textAt(message, 'worker');
  const needsContext = method === 'eth_login' || undefined;
  return { dialect: 'ethereum', role, name: method, login, needsContext };
}

/**
 * Header hash, seed hash, boundary and perhaps the height. Lists of block or transaction hashes look alike; only a boundary
 * begins with a run of zeros (a pool's difficulty is at least 2^24).
 */
function isWork(result: readonly Json[]): boolean {
  if (result.length < 3 || result.length > 5) return false;
  const [header, seed, boundary] = result;
  return isHex(header, 64) && isHex(seed, 64) && isHex(boundary, 60) && /^0x000000/.test(boundary);
}
