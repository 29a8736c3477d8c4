/** Finds connections by their 5-tuple: open addressing over typed arrays. */
import type { PacketHeader } from '../decode/packet-header';
import { growColumn } from './grow-column';

/** Two addresses of four words, both ports in one word, IP version and protocol in one word. */
const wordsPerKey = 10;
const portsWord = 8;
const kindWord = 9;

/** No connection. */
export const none = -1;

/**
 * Keys hold both endpoints in an order of their own (the lower address first), so that both directions of a connection
 * have one key; "side" 0 is the endpoint stored first. Everything is indexed by connection.
 */
export class EndpointIndex {
  /** Hash of the packet looked up last. */
  hash = 0;
  private readonly probe = new Uint32Array(wordsPerKey);
  private keys: Uint32Array;
  private hashes: Uint32Array;
  private slots: Int32Array;
  private slotMask: number;
  private lastFound = none;

  constructor(capacity: number) {
    this.keys = new Uint32Array(capacity * wordsPerKey);
    this.hashes = new Uint32Array(capacity);
    this.slotMask = slotCountFor(capacity) - 1;
    this.slots = new Int32Array(this.slotMask + 1).fill(none);
  }

  /** Makes room; `used` connections have had a key so far, and all of them are in the index. */
  grow(capacity: number, used: number): void {
    this.keys = growColumn(this.keys, capacity * wordsPerKey);
    this.hashes = growColumn(this.hashes, capacity);
    this.slotMask = slotCountFor(capacity) - 1;
    this.slots = new Int32Array(this.slotMask + 1).fill(none);
    for (let connection = 0; connection < used; connection++) this.placeInSlot(connection);
  }

  /** Takes the packet's endpoints as the key for `find` and `add`; returns the side that sent it. */
  lookUp(data: Uint8Array, header: PacketHeader): 0 | 1 {
    const side = this.fillProbe(data, header);
    this.hash = hashKey(this.probe);
    return side;
  }

  /** The connection with the key looked up, or `none`. */
  find(): number {
    const { hash, lastFound } = this;
    // Packets come in trains: the connection before is often the one.
    if (lastFound !== none && this.hashes[lastFound] === hash && this.hasKey(lastFound)) return lastFound;
    for (let slot = hash & this.slotMask; ; slot = (slot + 1) & this.slotMask) {
      const connection = this.slots[slot];
      if (connection === none) return none;
      if (this.hashes[connection] === hash && this.hasKey(connection)) return (this.lastFound = connection);
    }
  }

  /** Gives a connection the key looked up. */
  add(connection: number): void {
    this.keys.set(this.probe, connection * wordsPerKey);
    this.hashes[connection] = this.hash;
    this.placeInSlot(connection);
    this.lastFound = connection;
  }

  /** Removes by shifting later entries of the probe run back, so that no tombstones gather. */
  remove(connection: number): void {
    const mask = this.slotMask;
    let hole = this.hashes[connection] & mask;
    while (this.slots[hole] !== connection) hole = (hole + 1) & mask;
    for (let slot = (hole + 1) & mask; this.slots[slot] !== none; slot = (slot + 1) & mask) {
      const home = this.hashes[this.slots[slot]] & mask;
      if (((slot - home) & mask) >= ((slot - hole) & mask)) {
        this.slots[hole] = this.slots[slot];
        hole = slot;
      }
    }
    this.slots[hole] = none;
    if (this.lastFound === connection) this.lastFound = none;
  }

  /** IANA protocol number. */
  protocol(connection: number): number {
    return this.keys[connection * wordsPerKey + kindWord] & 0xff;
  }

  port(connection: number, side: number): number {
    const ports = this.keys[connection * wordsPerKey + portsWord];
    return side === 0 ? ports >>> 16 : ports & 0xffff;
  }

  /** Writes an address into `into` (16 bytes) and returns its length. */
  readAddress(connection: number, side: number, into: Uint8Array): 4 | 16 {
    const base = connection * wordsPerKey + side * 4;
    const isV6 = this.keys[connection * wordsPerKey + kindWord] >>> 8 === 6;
    for (let word = 0; word < (isV6 ? 4 : 1); word++) {
      const value = this.keys[base + word];
      into[word * 4] = value >>> 24;
      into[word * 4 + 1] = (value >>> 16) & 0xff;
      into[word * 4 + 2] = (value >>> 8) & 0xff;
      into[word * 4 + 3] = value & 0xff;
    }
    return isV6 ? 16 : 4;
  }

  private fillProbe(data: Uint8Array, header: PacketHeader): 0 | 1 {
    const { probe } = this;
    const at = header.addressOffset;
    const words = header.ipVersion === 6 ? 4 : 1;
    let order = 0;
    for (let word = 0; word < words && order === 0; word++) {
      const source = readWord(data, at + word * 4);
      const destination = readWord(data, at + (words + word) * 4);
      if (source !== destination) order = source < destination ? -1 : 1;
    }
    if (order === 0) order = header.sourcePort <= header.destinationPort ? -1 : 1;
    const side = order < 0 ? 0 : 1;
    const low = side === 0 ? at : at + words * 4;
    const high = side === 0 ? at + words * 4 : at;
    for (let word = 0; word < 4; word++) {
      probe[word] = word < words ? readWord(data, low + word * 4) : 0;
      probe[4 + word] = word < words ? readWord(data, high + word * 4) : 0;
    }
    probe[portsWord] =
      side === 0
        ? ((header.sourcePort << 16) | header.destinationPort) >>> 0
        : ((header.destinationPort << 16) | header.sourcePort) >>> 0;
    probe[kindWord] = (header.ipVersion << 8) | header.protocol;
    return side;
  }

  private hasKey(connection: number): boolean {
    const base = connection * wordsPerKey;
    for (let word = 0; word < wordsPerKey; word++) {
      if (this.keys[base + word] !== this.probe[word]) return false;
    }
    return true;
  }

  private placeInSlot(connection: number): void {
    let slot = this.hashes[connection] & this.slotMask;
    while (this.slots[slot] !== none) slot = (slot + 1) & this.slotMask;
    this.slots[slot] = connection;
  }
}

function readWord(data: Uint8Array, at: number): number {
  return ((data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3]) >>> 0;
}

function hashKey(words: Uint32Array): number {
  let hash = 0x9e3779b9;
  for (let word = 0; word < wordsPerKey; word++) {
    hash = Math.imul(hash ^ words[word], 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Slots for a load of at most one half. */
function slotCountFor(connections: number): number {
  let slots = 2048;
  while (slots < connections * 2) slots *= 2;
  return slots;
}
