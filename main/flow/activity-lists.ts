/** Who has been silent longest: linked lists over typed arrays, oldest activity first. */
import { none } from './endpoint-index';
import { growColumn } from './grow-column';

/** One list per kind of ending. */
export const List = { tcp: 0, datagram: 1, closed: 2 } as const;
export type List = (typeof List)[keyof typeof List];

/** The lists in the order in which they are emptied. */
export const allLists: readonly List[] = [List.closed, List.datagram, List.tcp];

/** Every connection is in exactly one list, at the place of its newest activity. Times are microseconds of one clock. */
export class ActivityLists {
  private readonly heads = new Int32Array(3).fill(none);
  private readonly tails = new Int32Array(3).fill(none);
  private older: Int32Array;
  private newer: Int32Array;
  private lists: Uint8Array;
  private activeUs: Float64Array;

  constructor(capacity: number) {
    this.older = new Int32Array(capacity);
    this.newer = new Int32Array(capacity);
    this.lists = new Uint8Array(capacity);
    this.activeUs = new Float64Array(capacity);
  }

  grow(capacity: number): void {
    this.older = growColumn(this.older, capacity);
    this.newer = growColumn(this.newer, capacity);
    this.lists = growColumn(this.lists, capacity);
    this.activeUs = growColumn(this.activeUs, capacity);
  }

  /** The connection of a list that has been silent longest, or `none`. */
  oldest(list: List): number {
    return this.heads[list];
  }

  isIn(connection: number, list: List): boolean {
    return this.lists[connection] === list;
  }

  /** When the connection was last active. */
  activeAt(connection: number): number {
    return this.activeUs[connection];
  }

  /** Puts a connection that is in no list at the newest place of one. */
  add(connection: number, list: List, nowUs: number): void {
    const tail = this.tails[list];
    this.lists[connection] = list;
    this.older[connection] = tail;
    this.newer[connection] = none;
    if (tail === none) this.heads[list] = connection;
    else this.newer[tail] = connection;
    this.tails[list] = connection;
    this.activeUs[connection] = nowUs;
  }

  remove(connection: number): void {
    const list = this.lists[connection];
    const older = this.older[connection];
    const newer = this.newer[connection];
    if (older === none) this.heads[list] = newer;
    else this.newer[older] = newer;
    if (newer === none) this.tails[list] = older;
    else this.older[newer] = older;
  }

  move(connection: number, list: List, nowUs: number): void {
    this.remove(connection);
    this.add(connection, list, nowUs);
  }

  /** Makes the connection the newest of its list. */
  touch(connection: number, nowUs: number): void {
    const list = this.lists[connection] as List;
    if (this.tails[list] === connection) this.activeUs[connection] = nowUs;
    else this.move(connection, list, nowUs);
  }

  /** The connection to give up when there is no room: a closed one, else the one silent longest. */
  leastMissed(): number {
    const closed = this.heads[List.closed];
    if (closed !== none) return closed;
    const tcp = this.heads[List.tcp];
    const datagram = this.heads[List.datagram];
    if (tcp === none || datagram === none) return tcp === none ? datagram : tcp;
    return this.activeUs[tcp] <= this.activeUs[datagram] ? tcp : datagram;
  }

  /** Calls back for each connection; it may leave during its call. */
  forEach(visit: (connection: number) => void): void {
    for (const list of allLists) {
      for (let connection = this.heads[list]; connection !== none;) {
        const next = this.newer[connection];
        visit(connection);
        connection = next;
      }
    }
  }
}
