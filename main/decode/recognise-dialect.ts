/** Asks every dialect whether a message is one of its own. */
import { readCoinhive } from './dialect-coinhive';
import { readCryptonote } from './dialect-cryptonote';
import { mayBeginDuinoCoin, readDuinoCoin } from './dialect-duino-coin';
import { readEthereum } from './dialect-ethereum';
import { mayBeginXelisVerdict, readGetwork, readXelisVerdict } from './dialect-getwork';
import type { DialectLine, DialectMessage } from './dialect-message';
import { readStratumV1 } from './dialect-stratum-v1';
import type { HttpHead } from './http-head';
import type { JsonObject } from './json-scan';

/**
 * Words without which no message can be the first sign of a dialect: until one is known, most JSON is put aside before it
 * is parsed.
 */
const telltale =
  /"(?:mining\.|eth_|login|job|submit|keepalived|getjob|getwork|get_?block_?template|site_key|hash_accepted|verify_id|identifier|KEEPALIVED|token|banned|target|solution|new_job|miner_work)|"0x0{6}/;

/** Whether it is worth parsing a message of a connection that no dialect is known of. */
export function mayBeDialect(text: string): boolean {
  return telltale.test(text);
}

/** What the message means, or null; `head` is the HTTP head it came under, if any. */
export function recogniseDialect(message: JsonObject, head: HttpHead | null): DialectMessage | null {
  return (
    (head && readGetwork(message, head)) ??
    readStratumV1(message) ??
    readCryptonote(message) ??
    readEthereum(message) ??
    readCoinhive(message) ??
    readGetwork(message, null)
  );
}

/** Whether the first byte in a WebSocket frame may begin what `readDialectLine` reads. */
export function mayBeginDialectLine(byte: number): boolean {
  return mayBeginDuinoCoin(byte) || mayBeginXelisVerdict(byte);
}

/** The message at `from` that is no JSON object, or null. */
export function readDialectLine(
  data: Uint8Array,
  from: number,
  to: number,
  isInWebSocket: boolean,
): DialectLine | null {
  return readDuinoCoin(data, from, to) ?? (isInWebSocket ? readXelisVerdict(data, from, to) : null);
}
