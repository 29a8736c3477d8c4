/** The names that were asked for, by the address that was answered. */

const defaultCapacity = 10_000;

/** Remembers the last asked name of each address; the addresses not learned or looked up for longest leave first. */
export class NameTable {
  private readonly names = new Map<string, string>();

  constructor(private readonly capacity = defaultCapacity) {}

  get size(): number {
    return this.names.size;
  }

  /** `address` as `formatAddress` writes it. */
  learn(address: string, name: string): void {
    this.names.delete(address);
    this.names.set(address, name);
    if (this.names.size <= this.capacity) return;
    const oldest = this.names.keys().next();
    if (!oldest.done) this.names.delete(oldest.value);
  }

  /** The last name that was answered with this address, or null. */
  nameOf(address: string): string | null {
    const name = this.names.get(address);
    if (name === undefined) return null;
    this.learn(address, name);
    return name;
  }
}
