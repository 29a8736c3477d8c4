/** JSON in a byte stream: where a message ends, what it says, and what a message that was cut short said so far. */
import { latin1Text } from './latin1-text';

/** What JSON.parse gives. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** No mining dialect nests deeper than five; deeper is not worth following. */
const maxDepth = 32;

const quote = 0x22;
const backslash = 0x5c;

/** Finds the end of one JSON object or array; it may be fed in pieces and keeps three numbers between them. */
export class JsonScan {
  private depth = 0;
  private isInString = false;
  private isEscaped = false;

  /**
   * Goes on from `from`, which is the opening bracket at first. Returns the position after the closing bracket, `to` plus
   * one if the message goes on behind `to`, or -1 if this cannot be JSON.
   */
  findEnd(data: Uint8Array, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const byte = data[at];
      if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === backslash) this.isEscaped = true;
        else if (byte === quote) this.isInString = false;
        else if (byte < 0x20) return -1;
      } else if (byte === quote) {
        this.isInString = true;
      } else if (byte === 0x7b || byte === 0x5b) {
        if (++this.depth > maxDepth) return -1;
      } else if (byte === 0x7d || byte === 0x5d) {
        if (--this.depth === 0) return at + 1;
      } else if (byte > 0x7e || (byte < 0x20 && !isJsonSpace(byte))) {
        return -1;
      }
    }
    return to + 1;
  }
}

/** Space, tab, line feed or carriage return. */
export function isJsonSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Whether `second` may follow a bracket `first` that opens an object or an array of strings, arrays or objects. */
export function mayOpenJson(first: number, second: number): boolean {
  if (isJsonSpace(second) || second === quote) return first === 0x7b || first === 0x5b;
  if (first === 0x7b) return second === 0x7d;
  return first === 0x5b && (second === 0x7b || second === 0x5b);
}

/** The value of a whole message, or null if it is not JSON after all. */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** What a message that was cut short said up to its last comma, or null: `{"a":["b","c` gives `{"a":["b"]}`. */
export function parseCutJson(data: Uint8Array, from: number, to: number): Json {
  let closers = '';
  let isInString = false;
  let lastComma = -1;
  let closersAtComma = '';
  for (let at = from; at < to; at++) {
    const byte = data[at];
    if (isInString) {
      if (byte === backslash) at++;
      else if (byte === quote) isInString = false;
    } else if (byte === quote) isInString = true;
    else if (byte === 0x7b) closers = '}' + closers;
    else if (byte === 0x5b) closers = ']' + closers;
    else if (byte === 0x7d || byte === 0x5d) closers = closers.slice(1);
    else if (byte === 0x2c) {
      lastComma = at;
      closersAtComma = closers;
    }
  }
  return lastComma < 0 ? null : parseJson(latin1Text(data, from, lastComma) + closersAtComma);
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
