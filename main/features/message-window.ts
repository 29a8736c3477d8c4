/** The messages of one connection so far, as the features see them. Reused; filled by whoever scores. */
export interface MessageWindow {
  /** Seconds since the connection's first packet, ascending; only the first `count` are valid. */
  readonly times: Float32Array;
  /** Payload bytes: positive from the client, negative from the server. */
  readonly sizes: Float32Array;
  count: number;
  /** Messages so far, including those no longer remembered. */
  totalCount: number;
  /** Index of the message before which others were forgotten: 0 when the opening is gone; -1 when all are remembered. */
  forgottenBefore: number;
  /** Seconds from the first packet to now. */
  durationSeconds: number;
  /** The handshake was captured, so the first messages are the connection's first. */
  hasHandshake: boolean;
}
