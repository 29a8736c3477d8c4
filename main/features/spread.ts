import type { Column } from './column';
import { logOfSize } from './log-of-size';

/** Count, mean, standard deviation and largest of numbers not below 0. */
export class Spread {
  count = 0;
  largest = 0;
  private sum = 0;
  private squares = 0;

  /** Of the numbers, or with `isOfLogs` of ln(1 + number), looked up as sizes are. */
  measure({ values, count }: Column, isOfLogs = false): void {
    let sum = 0;
    let squares = 0;
    let largest = 0;
    for (let at = 0; at < count; at++) {
      const value = isOfLogs ? logOfSize(values[at]) : values[at];
      sum += value;
      squares += value * value;
      if (value > largest) largest = value;
    }
    this.assign(count, sum, squares, largest);
  }

  /** Of numbers that were summed elsewhere; `squares` is the sum of their squares. */
  assign(count: number, sum: number, squares: number, largest: number): void {
    this.count = count;
    this.sum = sum;
    this.squares = squares;
    this.largest = largest;
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
