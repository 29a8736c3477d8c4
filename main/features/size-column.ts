import { maxMessages } from '../flow/message-log';

/** Larger sizes count as this, bytes: as logarithms they hardly differ. */
export const largestSize = 2 ** 31 - 1;

/** Sizes of the messages of one window, in bytes, at most one a message. Whole numbers, because tables are read by them. */
export class SizeColumn {
  readonly values = new Int32Array(maxMessages);
  count = 0;
}
