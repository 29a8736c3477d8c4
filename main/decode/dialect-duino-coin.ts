/**
 * Duino-Coin, which boards such as the ESP32 and the Arduino mine, and browsers: lines of text with commas, each in a segment or
 * WebSocket frame of its own (revoxhere/duino-coin, "Socket API"). The miner asks for a job, hands in what it found, and asks again.
 */
import type { DialectLine, DialectMessage, DialectRole } from './dialect-message';
import { findByte } from './find-byte';
import { latin1Text } from './latin1-text';

const mostBytes = 200;
/** `JOB,user,difficulty`: the difficulty is a kind of device; a mining key may follow. */
const request =
  /^JOB,([\w.-]{1,64}),(?:LOW|MEDIUM|NET|EXTREME|AVR|ARM|MEGA|DUE|RPI|ESP8266|ESP8266H|ESP8266NH|ESP32|ESP32S|ESP32C3)(?:,|$)/;
/** The last hash, the one to find by putting a number behind it, and in how many hundreds the number lies. */
const job = /^[0-9a-f]{40},[0-9a-f]{40},(\d{1,10})$/;
/** The number found, hashes a second, the program, and perhaps the board. */
const result = /^\d{1,12},(\d{1,12}(?:\.\d{1,9})?),([^,]{1,64})(?:,|$)/;

/** Reads the line at `from`, which ends with the segment where no line feed does; null if it does not belong to the dialect. */
export function readDuinoCoin(data: Uint8Array, from: number, to: number): DialectLine | null {
  if (!mayBeginDuinoCoin(data[from])) return null;
  const feed = findByte(data, 0x0a, from, Math.min(to, from + mostBytes));
  const end = feed < 0 ? to : feed + 1;
  if (end - from > mostBytes) return null;
  const message = readLine(latin1Text(data, from, end).trimEnd());
  return message && { message, end };
}

/** `JOB`, `GOOD`, `BAD`, `BLOCK`, a digit, or a hash. */
export function mayBeginDuinoCoin(byte: number): boolean {
  return (
    byte === 0x4a || byte === 0x47 || byte === 0x42 || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66)
  );
}

function readLine(line: string): DialectMessage | null {
  const asked = request.exec(line);
  if (asked) return duinoCoin('handshake', 'JOB', { login: asked[1] });
  const given = job.exec(line);
  // On average half of the numbers are tried.
  if (given) return duinoCoin('job', 'job', { work: { kind: 'hashes', value: 50 * Number(given[1]) } });
  if (/^(?:GOOD|BLOCK)(?:,|$)/.test(line)) return duinoCoin('accepted', 'GOOD', { needsContext: true });
  if (/^BAD(?:,|$)/.test(line)) return duinoCoin('rejected', 'BAD', { needsContext: true });
  const found = result.exec(line);
  return found && duinoCoin('submit', 'result', { claimedRate: Number(found[1]), agent: found[2], needsContext: true });
}

function duinoCoin(role: DialectRole, name: string, more: Partial<DialectMessage> = {}): DialectMessage {
  return { ...more, dialect: 'duino-coin', role, name, algorithm: 'DUCO-S1' };
}
