/** Count, mean, standard deviation and largest of a stream of numbers not below 0. */
export class Spread {
  count = 0;
  largest = 0;
  private sum = 0;
  private squares = 0;

  reset(): void {
    this.count = 0;
    this.largest = 0;
    this.sum = 0;
    this.squares = 0;
  }

  add(value: number): void {
    this.count++;
    this.sum += value;
    this.squares += value * value;
    if (value > this.largest) this.largest = value;
  }

  /** 0 for none. */
  mean(): number {
    return this.count > 0 ? this.sum / this.count : 0;
  }

  /** Standard deviation; 0 for fewer than two. */
  deviation(): number {
    if (this.count < 2) return 0;
    const mean = this.sum / this.count;
    return Math.sqrt(Math.max(0, this.squares / this.count - mean * mean));
  }
}
