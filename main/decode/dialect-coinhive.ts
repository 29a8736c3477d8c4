/**
 * What miners in web pages say in their WebSocket: Coinhive (2017-2019) and those that kept its messages (deepMiner,
 * Crypto-Loot, CoinImp, coin-hive-stratum and others), and webminerpool with its `identifier` messages, which is alive.
 */
import { aboutJob, isJob, isShare } from './dialect-cryptonote';
import { isHex, textAt, type DialectMessage, type DialectRole } from './dialect-message';
import { isJsonObject, type JsonObject } from './json-scan';

/** Reads one message, or gives null if it does not belong to this dialect beyond doubt. */
export function readCoinhive(message: JsonObject): DialectMessage | null {
  if (typeof message.type === 'string')
    return isJsonObject(message.params) ? readTyped(message.type, message.params) : null;
  return typeof message.identifier === 'string' ? readIdentified(message.identifier, message) : null;
}

function readTyped(type: string, params: JsonObject): DialectMessage | null {
  const algorithm = textAt(params, 'algo');
  switch (type) {
    case 'auth': {
      const login = textAt(params, 'site_key');
      return login === undefined ? null : found('handshake', type, { login });
    }
    case 'authed':
      return 'hashes' in params && 'token' in params ? found('other', type) : null;
    case 'job':
      return isJob(params) ? found('job', type, aboutJob(params)) : null;
    case 'submit':
      return isShare(params) ? found('submit', type, { algorithm }) : null;
    case 'hash_accepted':
      return typeof params.hashes === 'number' ? found('accepted', type) : null;
    case 'verify':
      return isHex(params.blob, 40) && isHex(params.nonce, 4) ? found('other', type, { algorithm }) : null;
    case 'banned':
    case 'error':
      return found('refused', type, { needsContext: true });
    default:
      return null;
  }
}

function readIdentified(identifier: string, message: JsonObject): DialectMessage | null {
  const algorithm = textAt(message, 'algo') ?? textAt(message, 'rightalgo');
  switch (identifier) {
    case 'handshake': {
      const login = textAt(message, 'login') ?? textAt(message, 'loginid');
      const isMiner = 'pool' in message || 'loginid' in message;
      return isMiner && login !== undefined ? found('handshake', identifier, { login, algorithm }) : null;
    }
    case 'job':
      return isJob(message) ? found('job', identifier, { ...aboutJob(message), algorithm }) : null;
    case 'solved':
      return isShare(message) ? found('submit', identifier, { algorithm }) : null;
    case 'hashsolved':
      return found('accepted', identifier, { needsContext: true });
    case 'error':
      return found('refused', identifier, { needsContext: true });
    default:
      return null;
  }
}

function found(role: DialectRole, name: string, more: Partial<DialectMessage> = {}): DialectMessage {
  return { ...more, dialect: 'coinhive', role, name };
}
