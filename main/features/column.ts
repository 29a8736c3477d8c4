import { maxMessages } from '../flow/message-log';

/** Numbers about the messages of one window, at most one a message. Reused: collected first, then measured in one loop. */
export class Column {
  readonly values = new Float64Array(maxMessages);
  count = 0;
}
