/** The messages of all connections, in chained blocks of one pool, so that a connection costs no allocation of its own. */
import { growColumn } from './grow-column';

/** Messages in one block. */
const blockSize = 16;
/** Blocks one connection may hold; beyond that its oldest block but the first is forgotten. */
const maxBlocks = 10;
/** Blocks of all connections together (50 MB) before each has to make do with those it has; everyone gets a first one. */
const maxPoolBlocks = 400_000;
const none = -1;

/** Most messages remembered of one connection. */
export const maxMessages = blockSize * maxBlocks;

/** What of a connection's messages was forgotten: nothing, some after its first block, or the first block too. */
const forgotten = { nothing: 0, middle: 1, opening: 2 } as const;

/**
 * A message is a run of payload in one direction. Kept per message: seconds since the connection's first packet, and the
 * payload bytes, positive from the client (up), negative from the server (down). A connection that says more than is
 * remembered keeps its opening and its newest messages.
 */
export class MessageLog {
  private times = new Float32Array(1024 * blockSize);
  private sizes = new Int32Array(1024 * blockSize);
  private nextBlock = new Int32Array(1024).fill(none);
  private usedBlocks = 0;
  private freeBlock = none;

  private head: Int32Array;
  private tail: Int32Array;
  /** Messages in the tail block. */
  private tailCount: Uint8Array;
  private blocks: Uint8Array;
  private forgot: Uint8Array;

  constructor(connections: number) {
    this.head = new Int32Array(connections).fill(none);
    this.tail = new Int32Array(connections).fill(none);
    this.tailCount = new Uint8Array(connections);
    this.blocks = new Uint8Array(connections);
    this.forgot = new Uint8Array(connections);
  }

  /** Makes room for more connections. */
  grow(connections: number): void {
    this.head = grown(this.head, connections);
    this.tail = grown(this.tail, connections);
    this.tailCount = growColumn(this.tailCount, connections);
    this.blocks = growColumn(this.blocks, connections);
    this.forgot = growColumn(this.forgot, connections);
  }

  /** Begins a message. */
  append(connection: number, seconds: number, signedBytes: number): void {
    let block = this.tail[connection];
    if (block === none || this.tailCount[connection] === blockSize) {
      block = this.addBlock(connection);
    }
    const at = block * blockSize + this.tailCount[connection]++;
    this.times[at] = seconds;
    this.sizes[at] = signedBytes;
  }

  /** Adds bytes, of the same sign, to the connection's newest message. */
  extend(connection: number, signedBytes: number): void {
    this.sizes[this.tail[connection] * blockSize + this.tailCount[connection] - 1] += signedBytes;
  }

  /** Copies the remembered messages, oldest first, into both arrays (at least `maxMessages` long); returns how many. */
  read(connection: number, times: Float32Array, sizes: Float32Array): number {
    let count = 0;
    const tail = this.tail[connection];
    for (let block = this.head[connection]; block !== none; block = this.nextBlock[block]) {
      const end = block * blockSize + (block === tail ? this.tailCount[connection] : blockSize);
      for (let at = block * blockSize; at < end; at++, count++) {
        times[count] = this.times[at];
        sizes[count] = this.sizes[at];
      }
    }
    return count;
  }

  /** Index, among those that `read` gives, of the message before which others were forgotten; -1 when none were. */
  forgottenBefore(connection: number): number {
    if (this.forgot[connection] === forgotten.nothing) return -1;
    return this.forgot[connection] === forgotten.middle ? blockSize : 0;
  }

  /** Forgets the messages of a connection and takes its blocks back. */
  clear(connection: number): void {
    while (this.head[connection] !== none) this.dropHead(connection);
    this.tail[connection] = none;
    this.tailCount[connection] = 0;
    this.blocks[connection] = 0;
    this.forgot[connection] = forgotten.nothing;
  }

  private addBlock(connection: number): number {
    if (this.blocks[connection] === maxBlocks || (this.blocks[connection] > 0 && this.isExhausted)) {
      this.makeRoom(connection);
    }
    const block = this.takeBlock();
    const tail = this.head[connection] === none ? none : this.tail[connection];
    if (tail === none) this.head[connection] = block;
    else this.nextBlock[tail] = block;
    this.tail[connection] = block;
    this.tailCount[connection] = 0;
    this.blocks[connection]++;
    return block;
  }

  private makeRoom(connection: number): void {
    const keepsOpening = this.blocks[connection] > 1 && this.forgot[connection] !== forgotten.opening;
    if (keepsOpening) this.dropAfterHead(connection);
    else this.dropHead(connection);
    this.forgot[connection] = keepsOpening ? forgotten.middle : forgotten.opening;
    this.blocks[connection]--;
  }

  private get isExhausted(): boolean {
    return this.freeBlock === none && this.usedBlocks >= maxPoolBlocks;
  }

  private takeBlock(): number {
    let block = this.freeBlock;
    if (block !== none) {
      this.freeBlock = this.nextBlock[block];
    } else {
      block = this.usedBlocks++;
      if (block === this.nextBlock.length) this.growPool();
    }
    this.nextBlock[block] = none;
    return block;
  }

  private dropHead(connection: number): void {
    const block = this.head[connection];
    this.head[connection] = this.nextBlock[block];
    this.nextBlock[block] = this.freeBlock;
    this.freeBlock = block;
  }

  private dropAfterHead(connection: number): void {
    const head = this.head[connection];
    const block = this.nextBlock[head];
    this.nextBlock[head] = this.nextBlock[block];
    if (this.tail[connection] === block) this.tail[connection] = head;
    this.nextBlock[block] = this.freeBlock;
    this.freeBlock = block;
  }

  private growPool(): void {
    const blocks = this.nextBlock.length * 2;
    const times = new Float32Array(blocks * blockSize);
    times.set(this.times);
    this.times = times;
    const sizes = new Int32Array(blocks * blockSize);
    sizes.set(this.sizes);
    this.sizes = sizes;
    this.nextBlock = grown(this.nextBlock, blocks);
  }
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length).fill(none);
  larger.set(array);
  return larger;
}
