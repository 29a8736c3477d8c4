/**
 * The JSON-RPC dialect of XMRig, xmr-stak, xmrig-proxy and CryptoNote pools (xmrig-proxy doc/STRATUM.md and
 * STRATUM_EXT.md), with its cousins at the pools of Grin (Cuckoo cycles) and Beam (Equihash).
 */
import { isHex, textAt, type DialectMessage } from './dialect-message';
import { workOfCompactTarget, type ShareWork } from './share-work';
import { isJsonObject, type Json, type JsonObject } from './json-scan';

/** Reads one message, or gives null if it does not belong to this dialect beyond doubt. */
export function readCryptonote(message: JsonObject): DialectMessage | null {
  const method = message.method;
  const params = message.params;
  if (typeof method === 'string' && !('result' in message)) {
    return isJsonObject(params) ? readCall(method, params) : readBareCall(method, message);
  }
  return isJsonObject(message.result) ? readResult(message.result) : null;
}

function readCall(method: string, params: JsonObject): DialectMessage | null {
  switch (method) {
    case 'login':
      return readLogin(params);
    case 'job':
      return isJob(params) ? message('job', 'job', aboutJob(params)) : null;
    case 'submit':
      return isShare(params) ? message('submit', 'submit', { algorithm: algorithmOf(params) }) : null;
    case 'keepalived':
      return isSessionId(params.id) ? message('other', 'keepalived') : null;
    case 'getjob':
      return isSessionId(params.id) ? message('other', 'getjob', { needsContext: true }) : null;
    default:
      return null;
  }
}

/** Grin asks for jobs without parameters; Beam puts them beside the method. */
function readBareCall(method: string, call: JsonObject): DialectMessage | null {
  switch (method) {
    case 'getjobtemplate':
      return message('other', method, { needsContext: true });
    case 'job':
      return isHex(call.input, 64) && typeof call.difficulty === 'number' ? message('job', method) : null;
    case 'solution':
      return isHex(call.nonce, 8) && isHex(call.output, 64) ? message('submit', method) : null;
    default:
      return null;
  }
}

/**
 * Other protocols log in too: a miner also names its program, its algorithms or its rig, or gives a wallet address as its
 * login.
 */
function readLogin(params: JsonObject): DialectMessage | null {
  const login = params.login;
  if (typeof login !== 'string') return null;
  const agent = textAt(params, 'agent');
  const isMiner = Array.isArray(params.algo) || typeof params.rigid === 'string' || isWalletLike(login);
  const hasPassword = typeof params.pass === 'string';
  if (!(agent !== undefined && (hasPassword || isMiner)) && !(hasPassword && isMiner)) return null;
  return message('handshake', 'login', { agent, login, algorithm: algorithmOf(params) });
}

function readResult(result: JsonObject): DialectMessage | null {
  if (isJsonObject(result.job) && isJob(result.job)) {
    return message('job', 'login result', aboutJob(result.job));
  }
  if (result.status === 'KEEPALIVED') return message('other', 'keepalived result');
  return isJob(result) ? message('job', 'job result', aboutJob(result)) : null;
}

/** What is read from a job. */
export function aboutJob(job: JsonObject): { algorithm: string | undefined; work: ShareWork | null } {
  return { algorithm: algorithmOf(job), work: workOfCompactTarget(job.target) };
}

/** A job: a block to hash with its id and target, or Grin's header before the proof of work. */
export function isJob(job: JsonObject): boolean {
  if (!isJobId(job.job_id)) return false;
  if (isHex(job.blob, 40)) return isHex(job.target, 2) || typeof job.target === 'number';
  return isHex(job.pre_pow, 40) && typeof job.difficulty === 'number';
}

/** A share: a nonce found for a job, with its hash or Cuckoo cycle. */
export function isShare(share: JsonObject): boolean {
  if (!isJobId(share.job_id)) return false;
  if (isHex(share.nonce, 4)) return isHex(share.result, 32);
  return typeof share.nonce === 'number' && Array.isArray(share.pow);
}

function algorithmOf(params: JsonObject): string | undefined {
  const { algo } = params;
  return Array.isArray(algo) && algo.length === 1 ? textAt({ algo: algo[0] }, 'algo') : textAt(params, 'algo');
}

/** Wallet addresses of the CryptoNote family have 90 characters and more, Bitcoin-like ones 26 to 62. */
function isWalletLike(login: string): boolean {
  return /^[0-9A-Za-z]{26}/.test(login);
}

function isJobId(value: Json | undefined): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

function isSessionId(value: Json | undefined): boolean {
  return typeof value === 'string' && value.length >= 4;
}

function message(role: DialectMessage['role'], name: string, more: Partial<DialectMessage> = {}): DialectMessage {
  return { ...more, dialect: 'cryptonote', role, name };
}
