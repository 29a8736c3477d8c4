/**
 * Work that a node hands out: asked for over HTTP (Bitcoin's getwork and getblocktemplate of BIP 22, Monero's, Ethereum's
 * eth_getWork), or pushed over a WebSocket (Dero, deroproject/derohe; Xelis, xelis-project/xelis-blockchain).
 */
import { isHex, textAt, type DialectLine, type DialectMessage } from './dialect-message';
import { workOfHashes, workOfTarget } from './share-work';
import type { HttpHead } from './http-head';
import { isJsonObject, type Json, type JsonObject } from './json-scan';
import { latin1Text } from './latin1-text';

/** Programs that ask for work, as they call themselves in User-Agent. */
const minerAgent =
  /^(?:cgminer|bfgminer|sgminer|cpuminer|ccminer|minerd|poclbm|phoenix|diablominer|ufasoft|xmrig|xmr-stak|ethminer|gominer|srbminer|lolminer|t-rex|nbminer|teamredminer|gpuminer|nightminer|webminer|luckyminer)/i;

/** What an HTTP head alone gives away, or null. Only headers that nothing but mining uses count. */
export function readMinerHead(head: HttpHead): DialectMessage | null {
  if (head.hasMiningExtensions) return getwork('other', 'X-Mining-Extensions', head.userAgent);
  return head.hasStratumHeader ? getwork('other', 'X-Stratum') : null;
}

/**
 * Reads one JSON message of an HTTP body or a WebSocket, or gives null. `head` is the head it came under, null where there is
 * none or the capture begins behind it.
 */
export function readGetwork(message: JsonObject, head: HttpHead | null): DialectMessage | null {
  const { method, params, result } = message;
  if ('result' in message) return isJsonObject(result) ? readWork(result) : null;
  if (typeof method !== 'string') return readDero(message) ?? readXelis(message);
  const agent = head?.userAgent && minerAgent.test(head.userAgent) ? head.userAgent : undefined;
  switch (method) {
    case 'getwork':
      // With data it hands a share in.
      return getwork(isShareOf(params) ? 'submit' : 'handshake', method, agent);
    case 'eth_getWork':
      return getwork('handshake', method, agent);
    case 'eth_submitWork':
      return getwork('submit', method, agent);
    case 'eth_submitHashrate':
      return getwork('other', method, agent);
    case 'getblocktemplate':
    case 'get_block_template':
      return agent !== undefined || head?.hasMiningExtensions || isMinersWish(params)
        ? getwork('handshake', method, agent)
        : null;
    case 'submitblock':
    case 'submit_block':
      return agent === undefined ? null : getwork('submit', method, agent);
    default:
      return null;
  }
}

function isShareOf(params: Json | undefined): boolean {
  return Array.isArray(params) && isHex(params[0], 128);
}

/**
 * Nodes and wallets ask for templates too. A miner wants to finish one itself (BIP 22 capabilities), a Monero miner wants it
 * for its own wallet.
 */
function isMinersWish(params: Json | undefined): boolean {
  if (isJsonObject(params)) return textAt(params, 'wallet_address') !== undefined;
  const wish = Array.isArray(params) ? params[0] : undefined;
  const capabilities = isJsonObject(wish) ? wish.capabilities : undefined;
  return Array.isArray(capabilities) && capabilities.includes('coinbasetxn') && capabilities.includes('workid');
}

/** The answer to getwork: 128 bytes to hash and the target to meet. */
function readWork(result: JsonObject): DialectMessage | null {
  return isHex(result.data, 256) && isHex(result.target, 64)
    ? { ...getwork('job', 'getwork result'), work: workOfTarget(result.target, true) }
    : null;
}

/** Work in full twice a second, with what became of the shares; what is found is handed in without an answer. */
function readDero(message: JsonObject): DialectMessage | null {
  if (textAt(message, 'jobid') === undefined) return null;
  if (isHex(message.blockhashing_blob, 96)) {
    const { difficulty, blocks, miniblocks } = message;
    return {
      ...getwork('job', 'jobid'),
      algorithm: 'astrobwt',
      work: workOfHashes(difficulty),
      ...(typeof blocks === 'number' && typeof miniblocks === 'number' && { acceptedSoFar: blocks + miniblocks }),
    };
  }
  return isHex(message.mbl_blob, 96) ? getwork('submit', 'mbl_blob') : null;
}

const blockAccepted: DialectMessage = { ...getwork('accepted', 'block_accepted'), needsContext: true };
const xelisVerdict = '"block_accepted"';

/** A quotation mark. */
export function mayBeginXelisVerdict(byte: number): boolean {
  return byte === 0x22;
}

/** Xelis says that a block was accepted as a text, not as an object: reads it at `from`, or gives null. */
export function readXelisVerdict(data: Uint8Array, from: number, to: number): DialectLine | null {
  const end = from + xelisVerdict.length;
  if (!mayBeginXelisVerdict(data[from]) || end > to || latin1Text(data, from, end) !== xelisVerdict) return null;
  return { message: blockAccepted, end };
}

function readXelis(message: JsonObject): DialectMessage | null {
  if (isHex(message.miner_work, 200)) return getwork('submit', 'miner_work');
  const job = message.new_job;
  if (isJsonObject(job) && isHex(job.miner_work, 200))
    return { ...getwork('job', 'new_job'), algorithm: textAt(job, 'algorithm'), work: workOfHashes(job.difficulty) };
  if ('block_accepted' in message) return blockAccepted;
  return 'block_rejected' in message ? { ...getwork('rejected', 'block_rejected'), needsContext: true } : null;
}

function getwork(
  role: DialectMessage['role'],
  name: string,
  agent: string | null | undefined = undefined,
): DialectMessage {
  return { dialect: 'getwork', role, name, agent: agent ?? undefined };
}
